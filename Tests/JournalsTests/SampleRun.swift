import DeskwrightCore
import DeskwrightJournals
import Foundation

/// A small run with one of everything, for the tests to write, read and render.
struct SampleRun {
    /// Put into every text that comes from outside.
    var text = ""
    var secrets = Secrets()

    static let startedAt = Date(timeIntervalSince1970: 1_795_478_101)

    var task: TaskSpec {
        var task = TaskSpec(name: "Replace all in a note\(text)", file: "/tasks/note.yaml")
        task.source = "version: 1\nname: Replace all in a note\(text)\n"
        return task
    }

    func folder(in runs: String) throws -> RunFolder {
        try RunFolder.create(
            in: runs, task: task, startedAt: SampleRun.startedAt, secrets: secrets,
            clock: SteppingClock())
    }

    /// Writes the whole run down, and returns its folder.
    func write(in runs: String) async throws -> RunFolder {
        let folder = try folder(in: runs)
        let blue = try await folder.keep(png: TinyPicture.blue)
        let red = try await folder.keep(png: TinyPicture.red)
        let green = try await folder.keep(png: TinyPicture.green)
        for event in opening + first(blue, red) + second(red, green) + third(green) {
            try await folder.append(event)
        }
        try Data("pad: started\(text)\n".utf8)
            .write(to: URL(fileURLWithPath: folder.appLogPath("pad")))
        try await folder.append(.ended(result))
        try await folder.finish(result)
        return folder
    }

    private var opening: [JournalEvent] {
        [
            .noted("the app pad is ready\(text)"),
            .started(
                .init(
                    task: task.name, at: "2026-11-23T23:55:01Z",
                    goal: "Replace foo by bar\(text)", model: "gpt-5.4\(text)", display: ":7",
                    size: Size(width: 64, height: 40), budget: budget)),
        ]
    }

    private func first(_ before: String, _ after: String) -> [JournalEvent] {
        let windows = [
            WindowInfo(
                id: 1, title: "in.txt\(text)", className: "Mousepad\(text)",
                frame: Rect(x: 2, y: 3, width: 40, height: 30), isActive: true),
            WindowInfo(id: 2, title: "", frame: Rect(x: 0, y: 0, width: 9, height: 9)),
        ]
        return [
            .observed(
                .init(step: 1, screen: before, pointer: Point(x: 5, y: 6), windows: windows)),
            .thought("I look for a menu.\(text)"),
            .decided(
                .init(
                    step: 1, choice: "act", text: nil, summary: "Open the dialog\(text)",
                    actions: ["click 40 20\(text)"], usage: usage, requestID: "req_1\(text)")),
            .safetyCheck(
                .init(
                    step: 1,
                    check: SafetyCheck(id: "sc_1", code: "sensitive_domain\(text)", message: text),
                    isAllowed: true, decidedBy: "person")),
            acted(1, 1, "click 40 20\(text)", "click", [Point(x: 40, y: 20)], before, after),
            acted(1, 2, "press ctrl+h\(text)", "press", [], after, after),
        ]
    }

    private func second(_ before: String, _ after: String) -> [JournalEvent] {
        let path = [Point(x: 4, y: 4), Point(x: 30, y: 30)]
        return [
            .told("use the keyboard\(text)"),
            .observed(.init(step: 2, screen: before, pointer: Point(x: 5, y: 6), windows: [])),
            .decided(
                .init(
                    step: 2, choice: "act", text: nil, summary: nil, actions: [], usage: usage,
                    requestID: nil)),
            acted(2, 1, "drag 4 4 30 30", "drag", path, before, after),
            acted(2, 2, "scroll 10 10 0 300", "scroll", [Point(x: 10, y: 10)], after, before),
            .acted(
                .init(
                    step: 2, position: 3, action: "type \"bar\(text)\"",
                    proposed: "type \"foo\(text)\"", name: "type",
                    result: .denied(reason: "not now\(text)"), startedAt: 4)),
            .acted(
                .init(
                    step: 2, position: 4, action: "click 900 20", name: "click",
                    points: [Point(x: 900, y: 20)],
                    result: .refused(reason: "off the screen\(text)"), startedAt: 4.5)),
        ]
    }

    private func third(_ screen: String) -> [JournalEvent] {
        [
            .observed(.init(step: 3, screen: screen, pointer: Point(x: 5, y: 6), windows: [])),
            .stepped(
                .init(
                    place: "a.yaml:3\(text)", step: "wait\(text)", outcome: .done, seconds: 0.25,
                    text: "seen\(text)", area: Rect(x: 1, y: 2, width: 3, height: 4))),
            .decided(
                .init(
                    step: 3, choice: "done", text: "It is saved\(text)", summary: nil, actions: [],
                    usage: usage, forecast: usage, requestID: nil)),
        ] + checks.map { .checked($0) }
            + [
                .summedUp(.init(text: "Half of it\(text)", usage: usage, requestID: text)),
                .noted("closed pad\(text)"),
            ]
    }

    private func acted(
        _ step: Int, _ position: Int, _ action: String, _ name: String, _ points: [Point],
        _ before: String, _ after: String
    ) -> JournalEvent {
        let hasChanged = before != after
        return .acted(
            .init(
                step: step, position: position, action: action, name: name, points: points,
                result: .delivered(), before: before, after: after,
                settled: Settled(
                    atRest: hasChanged, seconds: 0.3,
                    changedArea: hasChanged ? Rect(x: 2, y: 2, width: 20, height: 10) : nil,
                    changedPixelCount: hasChanged ? 150 : 0),
                startedAt: Double(step) + 0.25))
    }

    private var budget: Budget {
        var budget = Budget()
        budget.steps = 20
        budget.dollars = 0.25
        return budget
    }

    private var usage: Usage {
        var usage = Usage()
        usage.requests = 1
        usage.inputTokens = 1_234
        usage.cachedInputTokens = 1_000
        usage.outputTokens = 56
        usage.dollars = 0.0042
        return usage
    }

    private var checks: [CheckResult] {
        [
            CheckResult(
                verdict: .satisfied, expected: "file in.txt is \"bar\\n\"\(text)",
                found: "bar\n\(text)"),
            CheckResult(
                verdict: .unsatisfied, expected: "file out.txt is as given\(text)",
                found: "  one\n- bar\(text)\n+ foo\(text)"),
        ]
    }

    var result: RunResult {
        var result = RunResult(
            task: task.name, outcome: .failed(.task), reason: "out.txt is not as wanted\(text)")
        result.hint = "look at the last step\(text)"
        result.summary = "Half of it\(text)"
        result.steps = 3
        result.usage = usage + usage + usage
        result.seconds = 8
        result.secondsByPhase = ["setup": 1, "observe": 0.25, "decide": 4, "act": 0.5, "settle": 2]
        result.checks = checks
        return result
    }
}
