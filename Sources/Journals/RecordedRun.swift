import DeskwrightCore
import DeskwrightImages
import Foundation

/// A run as its folder has it: for reports, and for looking at what was done.
package struct RecordedRun: Sendable {
    /// The folder's path.
    package var folder: String
    /// The task file's text, as it was run.
    package var task: String
    package var lines: [JournalLine]
    /// `nil` for a run that is still going, or that was killed.
    package var result: RunResult?
    /// What could not be read, one sentence each; empty for a whole run of this version.
    package var faults: [String]

    package var events: [JournalEvent] { lines.map(\.event) }

    package init(
        folder: String, task: String, lines: [JournalLine], result: RunResult? = nil,
        faults: [String] = []
    ) {
        self.folder = folder
        self.task = task
        self.lines = lines
        self.result = result
        self.faults = faults
    }

    /// Reads a run back, also one that was killed half-way or written by another version.
    ///
    /// - Throws: When there is no journal, or when not one line of it is a journal's.
    package static func read(folder: String) throws(JournalError) -> RecordedRun {
        let path = "\(folder)/journal.jsonl"
        let journal = try JournalReader.read(PlainFile.read(path), path: path)
        var run = RecordedRun(
            folder: folder, task: "", lines: journal.lines, faults: journal.faults)
        do throws(JournalError) {
            run.task = String(decoding: try PlainFile.read("\(folder)/task.yaml"), as: UTF8.self)
        } catch {
            run.faults.append("\(error.message).")
        }
        run.readResult()
        return run
    }

    /// A killed run has no `result.json`, but may have come as far as the journal's last line.
    private mutating func readResult() {
        for case .ended(let ended) in events { result = ended }
        let path = "\(folder)/result.json"
        do throws(JournalError) {
            let bytes = try PlainFile.read(path)
            do {
                result = try JSONDecoder().decode(RunResult.self, from: Data(bytes))
            } catch {
                faults.append("\(path) is no result of this version.")
            }
        } catch {
            if result == nil { return }
            faults.append("\(error.message); the result is the journal's.")
        }
    }

    /// The bytes of a picture of a snapshot, by its path in the journal; no other folder is looked into.
    package func snapshot(file: String) throws(JournalError) -> [UInt8] {
        let path = "\(folder)/\(file)"
        let parts = file.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "snapshots", parts[1].hasSuffix(".png"),
            !parts[1].contains("\0")
        else { throw .failed(operation: "read", path: path, reason: "Not a snapshot's picture") }
        return try PlainFile.read(path)
    }

    /// The bytes of a kept screen, by its name in the journal; no other name is looked for.
    package func picture(named name: String) throws(JournalError) -> [UInt8] {
        let path = "\(folder)/screens/\(name).png"
        guard ContentAddress.isName(name) else {
            throw .failed(operation: "read", path: path, reason: "Not a picture's name")
        }
        return try PlainFile.read(path)
    }
}
