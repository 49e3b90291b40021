import DeskwrightCore
import DeskwrightReporters
import DeskwrightSharding
import Foundation

/// What a command leaves in the folder of its run folders, for the next one and for `merge`.
struct SuiteFolder: Sendable {
    let path: String

    private var durationsFile: String { path + "/durations.json" }
    private var resultFile: String { path + "/suite.json" }

    /// Takes the result of the run before away, so that nobody takes it for this one's, should this one be killed.
    ///
    /// - Throws: Also where the times of earlier runs cannot be read: better now than after the run.
    func begin(_ ids: [String]) throws {
        try make()
        _ = try durations()
        unlink(resultFile)
        try LastRun(status: "interrupted", failedTests: ids).write(in: path)
    }

    func make() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputError(path: path, reason: error.systemReason)
        }
    }

    /// Leaves a result, and adds to the times of tasks.
    func end(_ result: SuiteResult) throws {
        try write(try JSONReport.text(of: result), to: resultFile)
        try LastRun(result).write(in: path)
        try locked {
            var durations = try durations()
            durations.add(result)
            try write(durations.text, to: durationsFile)
        }
    }

    /// What earlier runs left; nothing where there were none.
    private func durations() throws -> TaskDurations {
        guard FileManager.default.fileExists(atPath: durationsFile) else { return TaskDurations() }
        return try TaskDurations(path: durationsFile)
    }

    var hasResult: Bool { FileManager.default.fileExists(atPath: resultFile) }

    func result() throws -> SuiteResult {
        do {
            return try JSONReport.suite(
                in: Data(contentsOf: URL(fileURLWithPath: resultFile)), file: resultFile)
        } catch let failure as any Failure {
            throw failure
        } catch {
            throw UsageError(
                "cannot read \(quoted(resultFile)): \(error.systemReason)",
                hint: "name a folder that `deskwright run --out` has filled")
        }
    }

    private func write(_ text: String, to file: String) throws {
        try OutputFile(path: file).write(Array(text.utf8))
    }

    /// Alone among the commands that write into the folder.
    private func locked(_ work: () throws -> Void) throws {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if folder >= 0 { close(folder) } }
        // Where the file system knows no locks, it is done without.
        if folder >= 0 { flock(folder, LOCK_EX) }
        try work()
    }
}
