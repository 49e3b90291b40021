import DeskwrightCore
import DeskwrightImages
import Foundation
import Testing

@testable import DeskwrightJournals

@Suite struct ReportEvidenceTests {
    private static let blue = ContentAddress.name(of: TinyPicture.blue)

    private func screens(
        _ evidence: Evidence, files: [String: [UInt8]] = [:]
    ) -> ReportScreens {
        var screens = ReportScreens(of: RunStory([])) { (_) throws(JournalError) in [] }
        screens.add(
            of: [evidence], screens: { (_) throws(JournalError) in TinyPicture.blue },
            files: { (file) throws(JournalError) in files[file] ?? [] })
        return screens
    }

    private func html(_ evidence: Evidence, files: [String: [UInt8]] = [:]) -> String? {
        ReportEvidence(evidence: evidence, screens: screens(evidence, files: files)).html()?.markup
    }

    @Test func theScreenIsShownWithItsMarksAndWhatWasRead() throws {
        var evidence = Evidence()
        evidence.screen = Self.blue
        evidence.marks = [
            .init(frame: Rect(x: 10, y: 20, width: 8, height: 6), text: "Sawe <b>"),
            .init(frame: Rect(x: 30, y: 4, width: 8, height: 6), text: "Save as"),
        ]
        evidence.text = ["File", "Sawe & go"]
        evidence.windows = ["a \"note\""]
        let markup = try #require(html(evidence))
        #expect(markup.contains("class=\"picture s-\(Self.blue)\""))
        #expect(markup.contains("<rect x=\"10\" y=\"20\" width=\"8\" height=\"6\"/>"))
        #expect(markup.contains(">2</text>"))
        #expect(markup.contains("<code>Sawe &lt;b&gt;</code> <small>8x6+10+20</small>"))
        #expect(markup.contains("<pre>File\nSawe &amp; go\n</pre>"))
        #expect(markup.contains("<li>a &quot;note&quot;</li>"))
    }

    @Test func picturesOfASnapshotStandInOrderAndUnderASlider() throws {
        var evidence = Evidence()
        evidence.pictures = ["actual", "expected", "diff"].map {
            .init(name: $0, file: "snapshots/a-\($0).png")
        }
        let files = [
            "snapshots/a-actual.png": TinyPicture.red, "snapshots/a-diff.png": TinyPicture.green,
            "snapshots/a-expected.png": TinyPicture.blue,
        ]
        let markup = try #require(html(evidence, files: files))
        let captions = markup.matches(of: /<figcaption>([a-z]+)<\/figcaption>/).map(\.1)
        #expect(captions == ["expected", "actual", "diff"])
        let red = ContentAddress.name(of: TinyPicture.red)
        #expect(markup.contains("<span class=\"picture s-\(red)\"></span>"))
        #expect(markup.contains("<span class=\"picture over s-\(Self.blue)\"></span>"))
        // One that is gone leaves its place, and nothing to slide over.
        let lost = try #require(html(evidence, files: ["snapshots/a-diff.png": TinyPicture.red]))
        #expect(lost.ranges(of: "the picture is missing").count == 2)
        #expect(!lost.contains("slider"))
    }

    @Test(arguments: [Int.min, Int.max, -1, 1 << 40])
    func aHostileMarkIsNoTrap(number: Int) {
        var evidence = Evidence()
        evidence.screen = Self.blue
        evidence.marks = [
            .init(frame: Rect(x: number, y: number, width: number, height: number), text: "")
        ]
        #expect(html(evidence)?.contains("<svg") == false)
    }

    @Test func withoutEvidenceNothingIsShown() {
        #expect(html(Evidence()) == nil)
        let held = CheckResult(
            verdict: .satisfied, expected: "a", found: "b", evidence: Evidence())
        #expect(ReportChecks.html([held], screens(Evidence()))?.markup.contains("proofs") == false)
    }

    @Test(arguments: [
        "../task.yaml", "snapshots/../task.yaml", "/etc/passwd", "snapshots/a", "task.yaml",
        "snapshots/a/b.png", "x/a.png", "snapshots/", "",
    ])
    func onlyPicturesOfSnapshotsAreRead(file: String) {
        let run = RecordedRun(folder: "/no/such/run", task: "", lines: [])
        #expect(
            throws: JournalError.failed(
                operation: "read", path: "/no/such/run/\(file)", reason: "Not a snapshot's picture")
        ) { try run.snapshot(file: file) }
    }

    @Test func whatAStepFoundIsMarkedOnTheActionsScreenOrTheStepsOwn() {
        let stepped = JournalEvent.stepped(
            .init(
                place: "a:1", step: "click OK", outcome: .done, seconds: 0,
                area: Rect(x: 20, y: 10, width: 9, height: 5)))
        let seen = JournalEvent.observed(
            .init(step: 1, screen: Self.blue, pointer: Point(x: 0, y: 0), windows: []))
        let acted = JournalEvent.acted(
            .init(
                step: 1, position: 1, action: "click 24 12", name: "click",
                points: [Point(x: 24, y: 12)], result: .delivered(), before: Self.blue,
                startedAt: 0))
        for events in [[seen, stepped], [seen, stepped, acted]] {
            let story = RunStory(events.map { JournalLine(seconds: 0, event: $0) })
            let screens = ReportScreens(of: story) { (_) throws(JournalError) in TinyPicture.blue }
            let film = ReportFilmstrip(story: story, screens: screens).html().markup
            #expect(film.ranges(of: "class=\"marks found\"").count == 1)
            #expect(film.contains("<rect x=\"20\" y=\"10\" width=\"9\" height=\"5\"/>"))
        }
    }
}
