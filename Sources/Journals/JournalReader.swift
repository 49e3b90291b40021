import DeskwrightCore
import Foundation

/// The lines of a journal, as far as they can be read.
struct JournalReader {
    var lines: [JournalLine] = []
    var faults: [String] = []
    private var foreignEventCount = 0
    private var damagedLines: [Int] = []
    private var tornLine: Int?

    /// - Throws: ``JournalError/unreadable(path:line:reason:)`` when no line is a journal's.
    static func read(_ bytes: [UInt8], path: String) throws(JournalError) -> JournalReader {
        var reader = JournalReader()
        let chunks = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, chunk) in chunks.enumerated() where !chunk.isEmpty {
            if reader.take(chunk) { continue }
            if index == chunks.count - 1 {
                reader.tornLine = index + 1
            } else {
                reader.damagedLines.append(index + 1)
            }
        }
        let isJournal = !reader.lines.isEmpty || reader.foreignEventCount > 0
        guard isJournal || bytes.isEmpty || bytes.starts(with: Array(#"{"event":"#.utf8)) else {
            throw .unreadable(path: path, line: 1, reason: "this is no line of a journal")
        }
        reader.nameFaults()
        return reader
    }

    /// Takes one line; `false` when it is none.
    private mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
        let data = Data(line)
        let decoder = JSONDecoder()
        if let known = try? decoder.decode(JournalLine.self, from: data) {
            lines.append(known)
            return true
        }
        guard let named = try? decoder.decode(EventName.self, from: data),
            JournalEvent.Kind(rawValue: named.event) == nil
        else { return false }
        foreignEventCount += 1
        return true
    }

    private mutating func nameFaults() {
        if let tornLine {
            faults.append(
                "The journal's last line (\(tornLine)) is torn: the run was cut off there.")
        }
        if foreignEventCount > 0 {
            faults.append(
                "\(counted(foreignEventCount, "line")) of the journal "
                    + "\(foreignEventCount == 1 ? "tells" : "tell") of events that this version "
                    + "does not know.")
        }
        if let first = damagedLines.first {
            faults.append(
                "\(counted(damagedLines.count, "line")) of the journal cannot be read; "
                    + "the first is line \(first).")
        }
    }

    /// The least that makes a line one of a journal.
    private struct EventName: Decodable {
        var event: String
    }
}
