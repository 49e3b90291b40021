import ArgumentParser
import DeskwrightCore
import DeskwrightSharding
import DeskwrightSuites
import Foundation

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Join the results of shards into one report.",
        discussion: """
            Each folder is one that `deskwright run --shard i/n --out DIR` has filled; their order does not matter. \
            The run folders stay where they are.

            EXAMPLES
              deskwright merge shard-1 shard-2 shard-3
              deskwright merge --out all --reporter list,junit=all.xml shards/*

            EXIT CODES
              0 joined, whatever became of the tasks   2 usage, or not shards of one suite
              3 a shard is missing or there twice, or it cannot be written
              With --exit-code that of one run of all tasks; 3 where a shard is missing, at least.
            """)

    @Argument(help: "Folders with the results of shards.", completion: .directory)
    var folders: [String]

    @Option(
        help: ArgumentHelp("Put the joined result here.", valueName: "dir"), completion: .directory)
    var out = "merged"

    @Option(
        help: ArgumentHelp(
            "Who reports: list, line, dot, github, html=DIR, json=FILE, junit=FILE; several with "
                + "commas.",
            valueName: "names"))
    var reporter: [ReporterChoice] = []

    @Flag(help: "Join what is there when shards are missing.")
    var allowMissing = false

    @Flag(help: "Of a shard that ran more than once take the latest.")
    var allowDuplicates = false

    @Flag(help: "Leave with the code that one run of all tasks would have left with.")
    var exitCode = false

    func run() throws {
        let inputs = try folders.filter(hasResult).map { folder in
            (folder: try relative(folder), result: try SuiteFolder(path: folder).result())
        }
        let merge = try SuiteMerge(
            inputs: inputs, allowsMissing: allowMissing, allowsDuplicates: allowDuplicates,
            fingerprint: SuitePart.fingerprint)
        if !merge.missing.isEmpty {
            let numbers = merge.missing.map { "\($0)" }.joined(separator: ", ")
            Terminal.error.show(warning: "shards that are missing: \(numbers)")
        }
        for folder in merge.passedOver {
            Terminal.error.show(
                warning: "\(folder) is an earlier run of a shard and does not count")
        }
        let folder = SuiteFolder(path: out)
        try folder.make()
        try folder.end(merge.result)
        let context = ReportContext(
            outputFolder: out, environment: ProcessInfo.processInfo.environment)
        let kinds = reporter.flatMap(\.kinds)
        let reporters = (kinds.isEmpty ? [.line] : kinds).map {
            $0.reporter(LiveLine(.error, isQuiet: true), context)
        }
        let all = Reporters(all: reporters)
        all.show(.ended(merge.result))
        if all.haveFailed { throw FailureKind.environment.exitCode }
        guard exitCode else { return }
        if let code = merge.result.exitCode { throw code }
        // What it would have done nobody knows.
        if !merge.missing.isEmpty { throw FailureKind.environment.exitCode }
    }

    /// A shard that was killed leaves a folder without a result; it is missing then.
    private func hasResult(_ folder: String) -> Bool {
        let isThere = SuiteFolder(path: folder).hasResult
        if !isThere, allowMissing {
            Terminal.error.show(warning: "\(folder) has no result: its shard did not end")
        }
        return isThere || !allowMissing
    }

    /// A folder as it is called from the one of the joined result.
    private func relative(_ folder: String) throws -> String {
        let from = parts(out)
        let to = parts(folder)
        let common = zip(from, to).prefix { $0 == $1 }.count
        return (from.dropFirst(common).map { _ in ".." } + to.dropFirst(common))
            .joined(separator: "/")
    }

    private func parts(_ path: String) -> [String] {
        URL(fileURLWithPath: path).standardizedFileURL.pathComponents
    }
}
