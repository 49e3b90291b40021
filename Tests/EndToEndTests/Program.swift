import DeskwrightTestSupport
import Foundation
import Subprocess
import SystemPackage

/// The built command, as a user starts it.
enum Program {
    /// Beside the test bundle, whatever the configuration.
    static let path: String = {
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("deskwright").path
        let built = Repository.root.appendingPathComponent(".build/debug/deskwright").path
        return FileManager.default.isExecutableFile(atPath: beside) ? beside : built
    }()

    struct Outcome {
        var code: Int32
        var output: String
        var errors: String
    }

    /// Runs the command to its end, without a terminal and without a display.
    static func run(
        _ arguments: [String], in folder: String, environment: [String: String] = [:]
    ) async throws -> Outcome {
        let result = try await Subprocess.run(
            .path(.init(path)), arguments: Arguments(arguments),
            environment: .custom(customEnvironment(folder, environment)),
            workingDirectory: .init(folder),
            input: .none, output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        return Outcome(
            code: code(of: result.terminationStatus), output: result.standardOutput,
            errors: result.standardError)
    }

    static func customEnvironment(
        _ folder: String, _ more: [String: String]
    ) -> [Environment.Key: String] {
        var environment: [Environment.Key: String] = [:]
        for (name, value) in testEnvironment(home: folder).merging(more, uniquingKeysWith: { $1 }) {
            environment[Environment.Key(stringLiteral: name)] = value
        }
        return environment
    }

    static func code(of status: TerminationStatus) -> Int32 {
        switch status {
        case .exited(let code): code
        case .signaled(let number): 128 + number
        }
    }
}

/// Where this repository is.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func path(_ relative: String) -> String { root.appendingPathComponent(relative).path }
}

/// The only run folder below `runs`.
func runFolder(in folder: String) throws -> String {
    let runs = folder + "/runs"
    // Beside them the suite's own files.
    let names = try FileManager.default.contentsOfDirectory(atPath: runs)
        .filter { !$0.hasSuffix(".json") }
    guard names.count == 1 else { throw CocoaError(.fileNoSuchFile) }
    return runs + "/" + names[0]
}

func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
}

func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
}

/// Runs `deskwright model` with a script, which keeps its requests in `requests`, while the work goes on.
func serving<Value: Sendable>(
    _ script: String, in folder: String, _ work: @escaping @Sendable (String) async throws -> Value
) async throws -> Value {
    try await serving(["--script", script], in: folder, work)
}

/// The same with other arguments, such as `--reader`.
func serving<Value: Sendable>(
    _ arguments: [String], in folder: String,
    _ work: @escaping @Sendable (String) async throws -> Value
) async throws -> Value {
    let file = folder + "/url.txt"
    let output = try FileDescriptor.open(
        file, .writeOnly, options: [.create], permissions: .ownerReadWrite)
    let result = try await Subprocess.run(
        .path(.init(Program.path)),
        arguments: Arguments(
            ["model", "-q", "--port", "0", "--keep-requests", folder + "/requests"] + arguments),
        environment: .custom(Program.customEnvironment(folder, [:])),
        workingDirectory: .init(folder), input: .none,
        output: .fileDescriptor(output, closeAfterSpawningProcess: true), error: .discarded
    ) { execution in
        while try !text(file).hasSuffix("\n") { try await Task.sleep(for: .milliseconds(10)) }
        let value = try await work(try text(file).trimmingCharacters(in: .newlines))
        try execution.send(signal: .terminate)
        return value
    }
    return result.closureResult
}
