import DeskwrightCore
import DeskwrightImages
import DeskwrightJournals
import DeskwrightSight
import DeskwrightTaskFiles
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightRecordings

/// A run with one of everything, on a screen with a form.
struct ScriptRecorderTests {
    private static let task = """
        version: 1
        # What it is called.
        name: "Enter: a user"
        secrets: [PIN]
        # Who plans.
        model: {name: gpt-5.4}
        goal: |
          Enter a user.
        expect:
          - file: {path: a.txt}  # in the end

        """

    private static let script = """
        version: 1
        # What it is called.
        name: "Enter: a user (script)"
        secrets: [PIN]
        steps:
          # Fill it in.
          - {type: "${{ secrets.PIN }}$", into: {near: Password, in: {window: New user}}}
          - type: "{{ x }}"
          - {press: Tab, times: 2}
          # denied: click 1 1: not now
          - {right-click: {text: Login, in: {window: New user}}, holding: ctrl}
          # three clicks, which select a line
          - click: {text: Login, in: {window: New user}}
          - press: Home
          - press: shift+End
          # not recorded, no step has the button: click 543 140 wheel
          - {scroll: {at: [192, 195], of: {window: New user}}, down: 3, left: 1}
          # not recorded: launch other (a.yaml:3)
          - drag: {from: {text: Login, in: {window: New user}}, to: {text: OK, in: {window: New user}}}
          - hover: {text: OK, in: {window: New user}}
          - click: {text: OK, in: {window: New user}}
          - wait: {not: {window: New user}}
          - press: Return
        expect:
          - file: {path: a.txt}  # in the end

        """

    private func acted(
        _ text: String, _ screen: String, before: String? = nil,
        result: ActionResult = .delivered(), windows: WindowChanges? = nil
    ) -> JournalEvent {
        .acted(
            .init(
                step: 1, position: 1, action: text, name: "", result: result,
                before: before ?? screen,
                after: screen,
                settled: Settled(
                    atRest: true, seconds: 0, changedArea: nil, changedPixelCount: 0,
                    windows: windows), startedAt: 0))
    }

    private func events(_ screen: String, _ windows: [WindowInfo]) -> [JournalEvent] {
        [
            .observed(
                .init(step: 1, screen: screen, pointer: Point(x: 0, y: 0), windows: windows)),
            .decided(
                .init(
                    step: 1, choice: "act", text: nil, summary: "Fill it in.", actions: [],
                    usage: Usage(), requestID: nil)),
            acted("click 680 180", screen),
            acted(#"type "${{ secrets.PIN }}${{ x }}""#, screen),
            acted("press Tab", screen), acted("press Tab", screen), acted("screenshot", screen),
            acted("click 1 1", screen, result: .denied(reason: "not now")),
            acted("click 543 140 right holding ctrl", screen),
            acted("triple-click 543 140", screen), acted("click 543 140 wheel", screen),
            acted("scroll 700 240 -20 320", screen),
            .stepped(.init(place: "a.yaml:3", step: "launch other", outcome: .done, seconds: 0)),
            acted("drag 543 140 732 262", screen), acted("move 732 262", screen),
            acted("click 732 262", screen, windows: .init(closed: ["New user"])),
            acted("press Return", screen, windows: .init(opened: ["Not waited for"])),
        ]
    }

    private func record(
        _ folder: String, task: String = task, events: (String, [WindowInfo]) -> [JournalEvent]
    ) async throws -> RecordedScript {
        var screen = RecordedScreen(Size(width: 800, height: 400))
        try screen.put("zenity-forms.png", at: Point(x: 500, y: 20), title: "New user")
        let png = try PNGEncoder.encode(screen.frame)
        let name = ContentAddress.name(of: png)
        try FileManager.default.createDirectory(
            atPath: folder + "/screens", withIntermediateDirectories: true)
        try Data(png).write(to: URL(fileURLWithPath: "\(folder)/screens/\(name).png"))
        let lines = events(name, screen.windows).map { JournalLine(seconds: 0, event: $0) }
        return try await ScriptRecorder.script(
            of: RecordedRun(folder: folder, task: task, lines: lines), eye: Eye(),
            secrets: Secrets(), pictureFolder: "s.yaml-pictures")
    }

    @Test func aRunBecomesAScript() async throws {
        try await withScratchFolder { folder in
            let script = try await record(folder, events: events)
            #expect(script.text == Self.script)
            #expect(script.pictures.isEmpty)
            let tasks = try TaskFile.parse(text: script.text, path: "s.yaml", environment: [:])
            #expect(tasks.map(\.steps.count) == [13])
        }
    }

    @Test func whatHasNoWordsHasAPicture() async throws {
        try await withScratchFolder { folder in
            let script = try await record(folder) { screen, _ in
                [acted("click 514 36", screen), acted("click 514 36", screen)]
            }
            let step = """
                  - click:
                      any:
                        - {image: s.yaml-pictures/1.png}
                        - {at: [514, 36]}

                """
            #expect(script.text.contains("steps:\n" + step + step))
            #expect(script.pictures.map(\.name) == ["1.png"])
        }
    }

    @Test func whatWasNotDrawnYetIsCalledByWhatCameThere() async throws {
        try await withScratchFolder { folder in
            let blank = try PNGEncoder.encode(
                Frame(size: Size(width: 800, height: 400), filledWith: .black))
            let name = ContentAddress.name(of: blank)
            let script = try await record(folder) { screen, windows in
                try? Data(blank).write(to: URL(fileURLWithPath: "\(folder)/screens/\(name).png"))
                return [
                    events(screen, windows)[0], acted("click 680 180", screen, before: name),
                    acted(
                        "click 732 262", screen, before: name,
                        windows: .init(opened: ["Not the same"])),
                ]
            }
            #expect(script.text.contains("click: {near: Password, in: {window: New user}}\n"))
            // After this one other windows may lie there.
            #expect(script.text.contains("click: {at: [224, 217], of: {window: New user}}\n"))
        }
    }

    @Test func aRunThatCannotBeOneIsRefused() async throws {
        try await withScratchFolder { folder in
            await #expect(throws: RecordingError.noActions(run: folder)) {
                try await record(folder) { _, _ in [.told("x")] }
            }
            await #expect(throws: RecordingError.noTask(run: folder)) {
                try await record(folder, task: "", events: events)
            }
            await #expect(throws: FileFaults.self) {
                try await record(folder, task: "{name: a, goal: b}", events: events)
            }
        }
    }
}
