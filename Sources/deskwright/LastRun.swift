import DeskwrightCore
import Foundation

/// What the last run into a folder left for the next one: `.last-run.json`, in the form that Playwright has.
struct LastRun: Codable {
    var status: String
    var failedTests: [String]

    init(status: String, failedTests: [String]) {
        self.status = status
        self.failedTests = failedTests
    }

    init(_ result: SuiteResult) {
        let failed = result.tasks.filter { ![.passed, .flaky].contains($0.verdict) }.map(\.id)
        self.init(status: failed.isEmpty ? "passed" : "failed", failedTests: failed)
    }

    /// What did not pass; also what was not begun any more.
    var failedIDs: Set<String> { Set(failedTests) }

    static func read(in folder: String) throws -> LastRun {
        let path = folder + "/" + fileName
        do {
            return try JSONDecoder().decode(
                LastRun.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch is DecodingError {
            throw UsageError(
                "\(path) is not what a run leaves", hint: "run the tasks once without --last-failed"
            )
        } catch {
            throw UsageError(
                "no run was left in \(quoted(folder)): \(error.systemReason)",
                hint: "--last-failed looks into the folder of --out; run the tasks once without it")
        }
    }

    func write(in folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(self).write(
            to: URL(fileURLWithPath: folder + "/" + LastRun.fileName), options: .atomic)
    }

    private static let fileName = ".last-run.json"
}
