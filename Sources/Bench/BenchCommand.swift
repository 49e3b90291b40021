import ArgumentParser
import DeskwrightCore
import Foundation

@main
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deskwright-bench",
        abstract: "Measure Deskwright beside other programs, from the repository's root.",
        discussion: "Nothing else should run meanwhile: the figures are of the machine as it is.")

    @Option(parsing: .upToNextOption, help: "Measure only these.")
    var only: [Contest] = Contest.allCases

    @Flag(help: "Few rounds and small screens, to try it out.")
    var quick = false

    @Option(help: "The folder for bench.md, bench.svg and bench.json.", completion: .directory)
    var out = ".build/bench/report"

    @Option(
        help: "A page whose section between the marks gets the main figures.", completion: .file())
    var readme: String?

    @Option(help: "Measure nothing; write the page and the picture of this bench.json again.")
    var redraw: String?

    func run() async throws {
        if let redraw {
            try write(BenchReport.read(redraw))
            return
        }
        let progress = Progress()
        var report = BenchReport(
            machine: try await .here(PythonTools()), isQuick: quick, sections: [])
        for contest in only {
            report.sections += try await contest.run(isQuick: quick, progress)
            // Each time, so that a run that breaks off leaves what it has.
            try write(report)
        }
        progress.note("wrote \(out)/bench.md")
    }

    private func write(_ report: BenchReport) throws {
        try report.write(to: out)
        if let readme { try report.writeHeadlines(into: readme) }
    }
}

/// What can be measured by itself.
enum Contest: String, CaseIterable, ExpressibleByArgument {
    // First the memory of a process that has not done anything else yet.
    case endurance, capture, typing, stress, settling, sending, run, sight, suites, pages

    func run(isQuick: Bool, _ progress: Progress) async throws -> [Section] {
        switch self {
        case .capture: try await CaptureContest(isQuick: isQuick, progress: progress).run()
        case .typing: try await TypingContest(isQuick: isQuick, progress: progress).run()
        case .stress: try await TypingStress(isQuick: isQuick, progress: progress).run()
        case .settling: try await SettlingContest(isQuick: isQuick, progress: progress).run()
        case .sending: try await SendingContest(isQuick: isQuick, progress: progress).run()
        case .run: try await RunContest(isQuick: isQuick, progress: progress).run()
        case .sight: try await SightContest(isQuick: isQuick, progress: progress).run()
        case .suites: try await SuitesContest(isQuick: isQuick, progress: progress).run()
        case .pages: try await PagesContest(isQuick: isQuick, progress: progress).run()
        case .endurance: try await EnduranceContest(isQuick: isQuick, progress: progress).run()
        }
    }
}
