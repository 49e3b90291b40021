import ArgumentParser
import DeskwrightCore
import DeskwrightSuites
import Foundation

/// Which of the tasks that the paths mean are run.
struct ChoiceOptions: ParsableArguments {
    @Option(
        name: [.customShort("g"), .long],
        help: ArgumentHelp(
            "Run tasks whose name or path a regular expression matches; may be repeated.",
            valueName: "regex"))
    var grep: [String] = []

    @Option(
        name: [.customShort("G"), .long],
        help: ArgumentHelp("Leave out those that it matches.", valueName: "regex"))
    var grepInvert: [String] = []

    @Option(help: ArgumentHelp("Run tasks with one of these tags.", valueName: "a,b"))
    var tag: [String] = []

    @Option(help: ArgumentHelp("Leave out tasks with one of these tags.", valueName: "a,b"))
    var excludeTag: [String] = []

    @Flag(help: "Run only what failed when tasks were last run into the same folder.")
    var lastFailed = false

    @Option(
        help: ArgumentHelp(
            "Run only tasks with a file that differs from this commit in git; HEAD unless said.",
            valueName: "ref"))
    var onlyChanged: String?

    @Option(help: ArgumentHelp("Run each task so many times.", valueName: "n"))
    var repeatEach = 1

    @Flag(help: "Print which tasks are chosen, and run nothing.")
    var list = false

    @Flag(help: "Print what the chosen tasks would do, and run nothing.")
    var dryRun = false

    func validate() throws {
        guard repeatEach >= 1 else { throw ValidationError("--repeat-each wants 1 or more") }
    }

    /// What the options choose of tasks.
    ///
    /// - Parameters:
    ///   - tasks: Those that the paths mean.
    ///   - outputFolder: The one in which the last run left its failures.
    ///   - changed: Only tasks that depend on one of these files.
    /// - Returns: At least one task.
    /// - Throws: ``ChoiceError``, or that git or the last run cannot be asked.
    func chosen(
        of tasks: [SuiteTask], outputFolder: String, changed: Set<String>? = nil
    ) async throws -> [SuiteTask] {
        var choice = TaskChoice()
        choice.patterns = grep
        choice.excludedPatterns = grepInvert
        choice.tags = ChoiceOptions.words(tag)
        choice.excludedTags = ChoiceOptions.words(excludeTag)
        if lastFailed { choice.ids = try LastRun.read(in: outputFolder).failedIDs }
        if let onlyChanged {
            choice.changedFiles = try await ChangedFiles.since(onlyChanged)
        }
        if let changed {
            choice.changedFiles = choice.changedFiles?.intersection(changed) ?? changed
        }
        choice.folder = FileManager.default.currentDirectoryPath
        let chosen = try choice.chosen(of: tasks)
        guard !chosen.isEmpty else { throw ChoiceError.nothingMatched(of: tasks.map(\.id)) }
        return chosen.flatMap { $0.repeated(repeatEach) }
    }

    private static func words(_ lists: [String]) -> [String] {
        lists.flatMap { $0.split(separator: ",").map(String.init) }
    }
}
