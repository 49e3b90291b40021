import Glibc
import SystemPackage

/// The processes of this machine, as far as `/proc` shows them.
package enum ProcessTable {
    /// Those of some runs that are still at work.
    ///
    /// A process belongs to a run when it is marked, was started by one that does, or is in a session
    /// that the run or one that does has opened.
    package static func processes(of markers: [RunMarker]) -> [ProcessEntry] {
        let everything = entries()
        // Ours is none of theirs, whatever happens; 0 is one outside of our container.
        let own = (processID: getpid(), sessionID: getsid(0))
        var sessions = markers.reduce(into: Set<Int32>()) { $0.formUnion($1.sessions.ids) }
        var found = Set(everything.lazy.filter { isMarked($0, by: markers) }.map(\.processID))
        var countBefore = -1
        while countBefore != found.count {
            countBefore = found.count
            for entry in everything {
                guard
                    found.contains(entry.processID) || found.contains(entry.parentID)
                        || sessions.contains(entry.sessionID)
                else { continue }
                found.insert(entry.processID)
                if entry.sessionID > 0, entry.sessionID != own.sessionID {
                    sessions.insert(entry.sessionID)
                }
            }
        }
        return everything.filter {
            found.contains($0.processID) && !$0.isZombie && $0.processID != own.processID
        }
    }

    /// Those of a program's own session that are in its process group and still at work.
    static func members(ofGroup groupID: Int32) -> [ProcessEntry] {
        entries().filter {
            $0.groupID == groupID && $0.sessionID == groupID && !$0.isZombie
        }
    }

    static func entries() -> [ProcessEntry] {
        numbers(in: "/proc").compactMap { processID in
            guard let stat = contents(of: "/proc/\(processID)/stat") else { return nil }
            return ProcessEntry(stat: String(decoding: stat, as: UTF8.self))
        }
    }

    /// The names in a folder that are numbers: those of processes, or of threads.
    static func numbers(in path: String) -> [Int32] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var result: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let number = Int32(name) { result.append(number) }
        }
        return result
    }

    private static func isMarked(_ entry: ProcessEntry, by markers: [RunMarker]) -> Bool {
        guard let environment = contents(of: "/proc/\(entry.processID)/environ") else {
            return false
        }
        return markers.contains { $0.isIn(environment: environment) }
    }

    /// `nil` when the process has ended meanwhile, or is not ours to look into.
    static func contents(of path: String) -> [UInt8]? {
        guard let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
        else {
            return nil
        }
        defer { try? file.close() }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while let count = try? chunk.withUnsafeMutableBytes({ try file.read(into: $0) }) {
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
        }
        return nil
    }
}
