import DeskwrightCore
import DeskwrightTaskFiles
import Foundation

/// The files in `fixtures/task-files`.
enum SampleFiles {
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let folder = repository.appendingPathComponent("fixtures/task-files").path
    static let good = names(in: "good")
    static let bad = names(in: "bad")
    /// What the samples' references to `env` stand for.
    static let environment = ["WORD": "bar", "SOON": "soon"]

    static func path(_ name: String) -> String { folder + "/" + name }

    static func task(_ name: String) throws(FileFaults) -> TaskSpec {
        try tasks(name)[0]
    }

    static func tasks(_ name: String) throws(FileFaults) -> [TaskSpec] {
        try TaskFile.read(path: path(name), environment: environment)
    }

    static func text(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }

    private static func names(in kind: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path(kind))
        return (names ?? []).sorted().map { kind + "/" + $0 }
    }
}
