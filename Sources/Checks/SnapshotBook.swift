import DeskwrightCore
import DeskwrightImages
import Foundation

/// Holds parts of the screen against the pictures that lie beside a task, and writes those that it may.
package actor SnapshotBook {
    /// Of the run; pictures of what differs go there.
    private let runFolder: String
    /// `nil` writes missing ones, and fails.
    private let update: SnapshotUpdate?
    private var looks: [String: Look] = [:]
    /// Whether a picture was written that was missing, without leave: somebody is to look at it.
    package private(set) var hasWrittenMissing = false

    /// A picture to keep has stood still for so many looks, some 170 ms where nothing is drawn meanwhile;
    /// what is compared shows by itself whether it was too early.
    private static let steadyCountToWrite = 4

    /// What was seen of a part of the screen.
    private struct Look {
        var actual: Frame
        /// The one before; until both agree, nothing is compared.
        var previous: Frame?
        var expected: Frame?
        var masks: [Rect] = []
        /// How many looks in a row agree, this one among them.
        var steadyCount = 1
        /// What was written in this run, and so holds or does not whatever is seen later.
        var ending: Finding?
    }

    /// - Parameters:
    ///   - runFolder: The run's own folder.
    ///   - update: Which pictures of before may be written; `nil` is what a run without the flag does.
    package init(runFolder: String, update: SnapshotUpdate? = nil) {
        self.runFolder = runFolder
        self.update = update
    }

    /// Looks once; two looks in a row have to agree before anything is compared.
    func look(at part: Frame, masks: [Rect], for check: SnapshotCheck) -> Finding {
        var look = Look(
            actual: part, previous: looks[check.file]?.actual, masks: masks,
            ending: looks[check.file]?.ending)
        defer { looks[check.file] = look }
        if let ending = look.ending { return ending }
        guard let previous = look.previous,
            SnapshotComparison(expected: previous, actual: part, masks: masks).passes
        else {
            return Finding(.unknown, "it is still changing")
        }
        look.steadyCount = (looks[check.file]?.steadyCount ?? 1) + 1
        do {
            look.expected = try expected(check)
            let finding = try compare(look, for: check)
            if finding.isFinal { look.ending = finding }
            return finding
        } catch {
            return Finding(.unknown, "\(check.file) cannot be used: \(error)")
        }
    }

    private func compare(_ look: Look, for check: SnapshotCheck) throws -> Finding {
        let isSteady = look.steadyCount >= SnapshotBook.steadyCountToWrite
        guard let expected = look.expected else {
            return isSteady
                ? try writeMissing(look, check) : Finding(.unknown, "there is no picture of before")
        }
        let comparison = SnapshotComparison(
            expected: expected, actual: look.actual, masks: look.masks)
        switch update {
        case .all, .changed:
            if update == .changed, comparison.passes {
                return Finding(.satisfied, "it \(comparison)")
            }
            guard isSteady else { return Finding(.unknown, "it \(comparison)") }
            try write(look.actual, to: check.file)
            return Finding(
                .satisfied, "it \(comparison); the picture was written anew: \(check.file)",
                isFinal: true)
        case .missing, .some(.none), nil:
            let verdict: Verdict = comparison.passes ? .satisfied : .unsatisfied
            return Finding(verdict, "it \(comparison)")
        }
    }

    private func writeMissing(_ look: Look, _ check: SnapshotCheck) throws -> Finding {
        switch update {
        case .some(.none):
            return Finding(.unknown, "there is no picture \(check.file)", isFinal: true)
        case .all, .changed, .missing:
            try write(look.actual, to: check.file)
            return Finding(
                .satisfied, "the picture was written: \(check.file)", isFinal: true)
        case nil:
            try write(look.actual, to: check.file)
            hasWrittenMissing = true
            return Finding(
                .unknown,
                "there was no picture of before; it was written, look at it and run again: "
                    + check.file, isFinal: true)
        }
    }

    /// The pictures of a check that did not hold, written into the run folder.
    func evidence(for check: SnapshotCheck) throws -> [Evidence.Picture] {
        guard let look = looks[check.file] else { return [] }
        var pictures = [("actual", look.actual)]
        if let expected = look.expected {
            pictures.append(("expected", expected))
            let difference = SnapshotComparison(
                expected: expected, actual: look.actual, masks: look.masks)
            if let picture = difference.picture() { pictures.append(("diff", picture)) }
        } else if let previous = look.previous {
            pictures.append(("previous", previous))
        }
        return try pictures.map { name, frame in
            let file = "snapshots/\(check.name)-\(name).png"
            try write(frame, to: "\(runFolder)/\(file)")
            return Evidence.Picture(name: name, file: file)
        }
    }

    private func expected(_ check: SnapshotCheck) throws -> Frame? {
        guard FileManager.default.fileExists(atPath: check.file) else { return nil }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: check.file))
        return try PNGDecoder.decode([UInt8](bytes))
    }

    private func write(_ frame: Frame, to path: String) throws {
        let file = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        // Whole or not at all: a run that is stopped leaves no half of a picture.
        try Data(PNGEncoder.encode(frame)).write(to: file, options: .atomic)
    }
}
