import DeskwrightCore
import Foundation
import Testing

@Suite struct JournalEventTests {
    @Test(arguments: samples)
    func everyEventReadsBackAsItWasWritten(event: JournalEvent) throws {
        let data = try JSONEncoder().encode(event)
        #expect(try JSONDecoder().decode(JournalEvent.self, from: data) == event)
    }

    @Test func theSamplesHoldEveryKindOfEvent() {
        #expect(Set(JournalEventTests.samples.map(\.kind)) == Set(JournalEvent.Kind.allCases))
    }

    @Test(arguments: [
        (JournalEvent.told("look"), #"{"event":"told","text":"look"}"#),
        (.thought("Opening it."), #"{"event":"thought","text":"Opening it."}"#),
        (.noted("xterm runs"), #"{"event":"noted","text":"xterm runs"}"#),
        (
            .checked(CheckResult(verdict: .unknown, expected: "a", found: "b")),
            #"{"event":"checked","expected":"a","found":"b","verdict":"unknown"}"#
        ),
        (
            .safetyCheck(
                .init(step: 2, check: SafetyCheck(id: "s1"), isAllowed: false, decidedBy: "policy")),
            #"{"check":{"id":"s1"},"decidedBy":"policy","event":"safety-check","#
                + #""isAllowed":false,"step":2}"#
        ),
    ])
    func anEventIsOneFlatObject(event: JournalEvent, json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        #expect(String(decoding: try encoder.encode(event), as: UTF8.self) == json)
    }

    @Test func aKeyOfALaterVersionIsPassedOver() throws {
        let json = #"{"event":"told","text":"look","mood":{"calm":[1,2]}}"#
        #expect(
            try JSONDecoder().decode(JournalEvent.self, from: Data(json.utf8)) == .told("look"))
    }

    @Test func anActionOfAJournalWithoutReceiptsIsRead() throws {
        let json =
            #"{"event":"acted","step":1,"position":1,"action":"wait","name":"wait","#
            + #""points":[],"result":"delivered","startedAt":0}"#
        let event = try JSONDecoder().decode(JournalEvent.self, from: Data(json.utf8))
        var expected = JournalEvent.Acted(
            step: 1, position: 1, action: "wait", name: "wait", result: .delivered(), startedAt: 0)
        expected.receipt = nil
        #expect(event == .acted(expected))
    }

    @Test(arguments: [
        #"{"event":"danced","text":"x"}"#, #"{"text":"x"}"#, #"{"event":"told"}"#,
        #"{"event":"acted","step":1}"#, #"{"event":7}"#, #"["told"]"#,
    ])
    func whatIsNoEventIsAnError(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(JournalEvent.self, from: Data(json.utf8))
        }
    }

    static let samples: [JournalEvent] = [
        .started(
            .init(
                task: "A task", at: "2026-11-23T23:55:01Z", goal: "Do \"it\"\n", model: nil,
                display: ":7", size: Size(width: 1280, height: 800), budget: budget)),
        .observed(
            .init(
                step: 1, screen: "00ff", pointer: Point(x: -1, y: 7),
                windows: [
                    WindowInfo(
                        id: .max, title: "Größe — 終", className: "XTerm",
                        frame: Rect(x: -5, y: 0, width: 10, height: 20), isActive: true,
                        processID: 42)
                ])),
        .decided(
            .init(
                step: 1, choice: "act", text: nil, summary: "why", actions: ["click 1 2", "wait"],
                usage: usage, forecast: usage, requestID: "req_1")),
        .stepped(
            .init(
                place: "a.yaml:3", step: "click \"OK\"", outcome: .passedOver, seconds: 0.5,
                text: "not there", area: Rect(x: 1, y: 2, width: 3, height: 4))),
        .safetyCheck(
            .init(
                step: 1, check: SafetyCheck(id: "a", code: "b", message: "c"), isAllowed: true,
                decidedBy: "person")),
        .acted(
            .init(
                step: 1, position: 2, action: "click 1 2", proposed: "click 3 4", name: "click",
                points: [Point(x: 1, y: 2)], result: .delivered(), before: "00ff", after: "11ee",
                settled: Settled(
                    atRest: false, seconds: 0.125,
                    changedArea: Rect(x: 1, y: 2, width: 3, height: 4), changedPixelCount: 12,
                    windows: WindowChanges(opened: ["Find"])),
                startedAt: 2.5)),
        .acted(
            .init(
                step: 2, position: 1, action: "fly", name: "invalid",
                result: .refused(reason: "no such action"), startedAt: 3)),
        .told("the window is gone"),
        .checked(CheckResult(verdict: .satisfied, expected: "a", found: "b")),
        .noted("note"),
        .thought("Opening the menu."),
        .summedUp(.init(text: "half of it", usage: usage, forecast: usage, requestID: "req_2")),
        .ended(result),
    ]

    private static var budget: Budget {
        var budget = Budget()
        budget.requests = 30
        budget.time = .milliseconds(90_500)
        budget.dollars = 0.25
        budget.tokens = 300_000
        budget.inputTokens = 200_000
        return budget
    }

    /// A usage without a known price.
    private static var usage: Usage {
        var usage = Usage()
        usage.requests = 1
        usage.inputTokens = 1_000
        usage.dollars = nil
        return usage
    }

    private static var result: RunResult {
        var result = RunResult(
            task: "A task", outcome: .failed(.stopped), reason: "The budget is spent")
        result.hint = "raise it"
        result.summary = "half of it"
        result.steps = 3
        result.usage.dollars = 0.25
        result.seconds = 61.5
        result.secondsByPhase = ["observe": 0.5, "teardown": 1]
        result.checks = [CheckResult(verdict: .unsatisfied, expected: "x", found: "y")]
        return result
    }
}
