import DeskwrightCore
import Foundation

/// A run as one HTML file, which needs no network, and nothing beside it but many or large pictures.
package enum HTMLReport {
    /// Renders a run with the pictures and app logs in its folder; what is missing is left out.
    ///
    /// Every text is escaped, and the page's policy lets no script run but the report's own. The
    /// secrets are for the apps' logs, which are kept as the apps wrote them.
    package static func render(_ run: RecordedRun, secrets: Secrets) -> String {
        let story = RunStory(run.lines)
        let overview = ReportOverview(run: run, story: story)
        var screens = ReportScreens(of: story, from: run.picture(named:))
        screens.add(
            of: overview.checks.compactMap(\.evidence), screens: run.picture(named:),
            files: run.snapshot(file:))
        let logs = AppLog.readAll(inRunFolder: run.folder, secrets: secrets)
        let body: HTML = """
            \(ReportHeader.html(overview))
            \(ReportFigures.html(overview))
            \(ReportChecks.html(overview.checks, screens))
            \(ReportFilmstrip(story: story, screens: screens).html())
            \(ReportAppendix.html(run, logs: logs))
            """
        return ReportPage.html(overview, body: body, screens: screens).markup
    }

    /// The folders of a run folder without which its report has no pictures.
    package static func pictureFolders(of page: [UInt8]) -> [String] {
        // The policy stands at the top.
        String(decoding: page.prefix(1000), as: UTF8.self)
            .contains(HTML.escaped(PageShell.files)) ? ["screens", "snapshots"] : []
    }
}

/// What the top of a report tells: the result where there is one, else what the journal tells.
struct ReportOverview {
    var title: String
    var outcome: ReportOutcome
    var reason: String
    var hint: String?
    var summary: String?
    var started: JournalEvent.Started?
    var folderName: String
    var stepCount: Int
    var usage: Usage
    var seconds: Double
    var secondsByPhase: [String: Double]
    var checks: [CheckResult]
    var faults: [String]

    init(run: RecordedRun, story: RunStory) {
        let result = run.result
        folderName = run.folder.split(separator: "/").last.map(String.init) ?? run.folder
        title = result?.task ?? story.started?.task ?? folderName
        outcome = ReportOutcome(result?.outcome)
        reason = result?.reason ?? "The run wrote no result: it was killed, or is still going."
        hint = result?.hint
        summary = result?.summary
        started = story.started
        stepCount = result?.steps ?? story.steps.count
        usage = result?.usage ?? story.usage
        seconds = result?.seconds ?? run.lines.last?.seconds ?? 0
        secondsByPhase = result?.secondsByPhase ?? [:]
        checks = result.map(\.checks) ?? []
        if checks.isEmpty { checks = story.checks }
        faults = run.faults
    }
}

/// The outcome as a badge shows it.
struct ReportOutcome {
    var word: String
    /// The style class: `good`, `bad` or `warn`.
    var tone: String

    init(_ outcome: RunOutcome?) {
        switch outcome {
        case nil: (word, tone) = ("unfinished", "warn")
        case .passed: (word, tone) = ("passed", "good")
        case .failed(.task): (word, tone) = ("failed", "bad")
        case .failed(.usage): (word, tone) = ("usage error", "bad")
        case .failed(.environment): (word, tone) = ("environment error", "bad")
        case .failed(.provider): (word, tone) = ("provider error", "bad")
        case .failed(.stopped): (word, tone) = ("stopped", "warn")
        case .failed(.interrupted): (word, tone) = ("interrupted", "warn")
        case .failed(.terminated): (word, tone) = ("terminated", "warn")
        }
    }
}
