import DeskwrightCore
import Testing

@testable import DeskwrightJournals

@Suite struct ReportPartsTests {
    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_000, "-1,000"),
        (.min, "-9,223,372,036,854,775,808"),
    ])
    func countsAreGrouped(number: Int, text: String) {
        #expect(ReportNumbers.grouped(number) == text)
    }

    @Test(arguments: [
        (0, "0.00 s"), (0.344, "0.34 s"), (9.994, "9.99 s"), (9.996, "10.0 s"), (59.94, "59.9 s"),
        (59.96, "1 min 00 s"), (125.4, "2 min 05 s"), (-1, "–"), (.nan, "–"), (.infinity, "–"),
        (1e300, "–"),
    ])
    func secondsReadWell(seconds: Double, text: String) {
        #expect(ReportNumbers.seconds(seconds) == text)
    }

    @Test(arguments: [
        (nil, "–"), (0, "$0.00"), (0.00423, "$0.0042"), (1.5, "$1.50"), (.infinity, "–"),
    ])
    func dollarsReadWell(dollars: Double?, text: String) {
        #expect(ReportNumbers.dollars(dollars) == text)
    }

    @Test(arguments: [
        (0, 100, "0.0 %"), (1, 10_000, "<0.1 %"), (1, 3, "33.3 %"), (5, 0, "–"), (.max, 3, "–"),
    ])
    func sharesReadWell(part: Int, whole: Int, text: String) {
        #expect(ReportNumbers.percent(part, of: whole) == text)
    }

    @Test(arguments: [
        ("click", "click 4 6", "<b>click</b> <code>4 6</code>"),
        (
            "click", "click 4 6 right holding ctrl+shift",
            "<b>click</b> <code>4 6 right</code> <i>holding</i> "
                + "<kbd>ctrl</kbd><i>+</i><kbd>shift</kbd>"
        ),
        ("press", "press ctrl+s", "<b>press</b> <kbd>ctrl</kbd><i>+</i><kbd>s</kbd>"),
        ("press", "press ctrl++", "<b>press</b> <kbd>ctrl++</kbd>"),
        ("type", "type \"a holding b\"", "<b>type</b> <code>&quot;a holding b&quot;</code>"),
        ("wait", "wait", "<b>wait</b>"),
        ("invalid", "fly <away>", "<b>invalid</b> <code>fly &lt;away&gt;</code>"),
    ])
    func anActionsWordsAreShownAsWhatTheyAre(name: String, text: String, markup: String) {
        #expect(ActionWords.html(name: name, text: text).markup == markup)
    }

    @Test(arguments: [
        ("scroll 1 2 0 -300", Point(x: 0, y: -300)),
        ("scroll 1 2 5 6 holding ctrl", Point(x: 5, y: 6)),
        ("scroll 1 2", nil), ("click 1 2 3 4", nil), ("scroll a b c d", nil),
    ])
    func aScrollsWayIsReadFromItsWords(text: String, delta: Point?) {
        #expect(ActionWords.scrollDelta(text) == delta)
    }

    @Test func textsOfSeveralLinesAreCompared() {
        #expect(
            LineDifference.between("a\nb\nc", "a\nx\nc\nd") == [
                .same("a"), .missing("b"), .unexpected("x"), .same("c"), .unexpected("d"),
            ])
        #expect(LineDifference.between("one line", "a\nb") == nil)
    }

    @Test func aDifferenceThatIsOneAlreadyIsColoured() {
        #expect(
            LineDifference.marked(in: "  a\n- b\n+ c") == [
                .same("a"), .missing("b"), .unexpected("c"),
            ])
        #expect(LineDifference.marked(in: "- a list\n- of things") == nil)
    }

    @Test(arguments: [
        ("click", "click 30 20", 1, "<circle"), ("drag", "drag 1 1 30 20", 2, "<polyline"),
        ("scroll", "scroll 30 20 0 300", 1, "<polyline"), ("move", "move 30 20", 1, "<path"),
        ("double-click", "double-click 30 20", 1, "<circle"),
    ])
    func anActionIsMarkedWhereItIsDone(name: String, text: String, points: Int, shape: String) {
        let action = JournalEvent.Acted(
            step: 1, position: 1, action: text, name: name,
            points: [Point(x: 1, y: 1), Point(x: 30, y: 20)].suffix(points),
            result: .delivered(), startedAt: 0)
        let marks = ReportMarks(size: Size(width: 64, height: 40)).aim(of: action)?.markup
        #expect(marks?.contains(shape) == true)
        #expect(marks?.contains("30") == true)
    }

    @Test func anAimBeyondTheScreenIsAnArrowToItsEdge() {
        let marks = ReportMarks(size: Size(width: 64, height: 40))
        let action = JournalEvent.Acted(
            step: 1, position: 1, action: "click 9000 9000", name: "click",
            points: [Point(x: 9_000, y: 9_000)], result: .refused(reason: "off"), startedAt: 0)
        #expect(marks.aim(of: action)?.markup.contains("points=\"52,28 63,39\"") == true)
    }

    @Test func aChangeBeyondTheScreenHasNoBox() {
        let marks = ReportMarks(size: Size(width: 64, height: 40))
        #expect(marks.change(Rect(x: 64, y: 0, width: 5, height: 5)) == nil)
    }

    @Test func notesBelongToTheStepTheyFallInAndAfterTheChecksToNone() {
        let events: [JournalEvent] = [
            .noted("before"),
            .observed(.init(step: 1, screen: "a", pointer: Point(x: 0, y: 0), windows: [])),
            .told("within"),
            .checked(CheckResult(verdict: .unsatisfied, expected: "x", found: "y")),
            .checked(CheckResult(verdict: .satisfied, expected: "x", found: "z")),
            .noted("after"),
        ]
        let story = RunStory(events.map { JournalLine(seconds: 0, event: $0) })
        #expect(story.chapters.count == 3)
        #expect(story.steps.map(\.entries.count) == [1])
        #expect(story.checks.map(\.found) == ["z"])
    }
}
