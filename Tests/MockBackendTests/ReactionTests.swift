import DeskwrightCore
import DeskwrightMockBackend
import DeskwrightTestSupport
import Foundation
import Testing

/// What the reactions of a scene do.
@Suite struct ReactionTests {
    /// A button that does this, beside widgets of every kind that holds a value.
    private func reacting(
        _ on: [Reaction], scratch: String? = nil, clock: VirtualClock = VirtualClock()
    ) -> MockDesktop {
        let kinds: [(Widget.Kind, String)] = [
            (.button("Go"), "go"), (.label("idle"), "label"), (.field("Ann"), "field"),
            (.checkBox("Box"), "box"), (.list(["Apple", "Pear"]), "list"),
        ]
        let widgets = kinds.enumerated().map { index, entry in
            Widget(
                entry.0, id: entry.1,
                frame: Rect(x: 10, y: 10 + 50 * index, width: 200, height: 40),
                on: entry.1 == "go" ? on : [])
        }
        let frame = Rect(x: 100, y: 100, width: 400, height: 300)
        let main = SceneWindow(id: "main", title: "Main", frame: frame, widgets: widgets)
        let extra = SceneWindow(
            id: "extra", title: "Extra", frame: Rect(x: 400, y: 100, width: 200, height: 100),
            isOpen: false)
        return MockDesktop(
            scene: Scene(windows: [main, extra]), scratch: scratch, clock: clock)
    }

    @Test(arguments: [
        ("go", "Stop", "Stop"), ("label", "a ${{ field }} $ ${{x}", "a Ann $ ${{x}"),
        ("field", "two\nlines", "two lines"), ("box", "on", "on"), ("box", "true", "off"),
        ("list", "Pear", "Pear"), ("list", "Plum", ""),
        ("main", "${{main}}: ${{ box }}", "Main: off"),
    ])
    func aValueIsSet(_ id: String, _ text: String, _ value: String) async throws {
        let desktop = reacting([.set(id: id, to: SceneText(text))])
        try await desktop.click("go")
        #expect(await desktop.value(of: id) == value)
    }

    @Test func windowsOpenAndClose() async throws {
        let desktop = reacting([.open(window: "extra"), .close(window: "main")])
        try await desktop.click("go")
        #expect(await desktop.windows().map(\.title) == ["Extra"])
        let news = await desktop.events.filter {
            $0 == .opened(window: "extra") || $0 == .closed(window: "main")
        }
        #expect(news == [.opened(window: "extra"), .closed(window: "main")])
    }

    @Test func aTextIsCopied() async throws {
        let desktop = reacting([.copy("by ${{ field }}")])
        try await desktop.click("go")
        #expect(await desktop.clipboard() == "by Ann")
    }

    @Test func aFileIsWritten() async throws {
        try await withScratchFolder { folder in
            let desktop = reacting(
                [.write(file: "${{ field }}.txt", text: "5 µm\n")], scratch: folder)
            try await desktop.click("go")
            let text = try String(contentsOfFile: folder + "/Ann.txt", encoding: .utf8)
            #expect(text == "5 µm\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["Ann.txt"])
            #expect(await desktop.files == ["Ann.txt": text])
            #expect(await desktop.events.contains(.wrote(file: "Ann.txt")))
        }
    }

    @Test(arguments: ["/tmp/x", "../x", "a/../../x", "", "nofolder/x", "a//b", "a/", ".", "a\0b"])
    func aFileOutsideTheFolderIsNotWritten(_ file: String) async throws {
        try await withScratchFolder { folder in
            let desktop = reacting(
                [.write(file: SceneText(file), text: "x"), .set(id: "label", to: "saved")],
                scratch: folder)
            try await desktop.click("go")
            #expect(await desktop.files == [:])
            #expect(await desktop.value(of: "label") == "idle")
            #expect(await desktop.windows().last?.title == "Cannot save")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
            let isLogged = await desktop.events.contains { event in
                if case .notWritten(file, _) = event { true } else { false }
            }
            #expect(isLogged)
        }
    }

    @Test func theDialogOfAFailureIsClosedByItsButton() async throws {
        let desktop = reacting([.write(file: "/x", text: "x")])
        for _ in 1...2 {
            try await desktop.click("go")
            #expect(await desktop.windows().count == 2)
            let dialog = try #require(await desktop.windows().last).frame
            try await desktop.does(
                .click(at: Point(x: dialog.right - 60, y: dialog.bottom - 30)))
            #expect(await desktop.windows().map(\.title) == ["Main"])
        }
    }

    @Test func aReactionWaitsForItsTime() async throws {
        let clock = VirtualClock()
        let later: [Reaction] = [
            .set(id: "label", to: "busy"),
            .after(.time(.milliseconds(300)), [.set(id: "label", to: "done ${{ field }}")]),
            .after(.time(.milliseconds(100)), [.set(id: "label", to: "soon")]),
        ]
        let desktop = reacting(later, clock: clock)
        try await desktop.click("go")
        #expect(await desktop.value(of: "label") == "busy")
        try await clock.sleep(for: .milliseconds(299))
        #expect(await desktop.value(of: "label") == "soon")
        try await clock.sleep(for: .milliseconds(1))
        #expect(await desktop.value(of: "label") == "done Ann")
    }

    @Test func reactionsThatAreDueTogetherComeInOrder() async throws {
        let clock = VirtualClock()
        let desktop = reacting(
            [
                .after(.time(.seconds(2)), [.set(id: "label", to: "${{ label }} last")]),
                .after(.time(.seconds(1)), [.set(id: "label", to: "first")]),
            ], clock: clock)
        try await desktop.click("go")
        try await clock.sleep(for: .seconds(5))
        #expect(await desktop.value(of: "label") == "first last")
    }

    @Test(arguments: [1, 2, 5])
    func aReactionWaitsForPictures(_ count: Int) async throws {
        let desktop = reacting([.after(.captures(count), [.set(id: "label", to: "done")])])
        try await desktop.click("go")
        let first = try await desktop.capture()
        for _ in 1..<count { #expect(try await desktop.capture() == first) }
        #expect(try await desktop.capture() != first)
        #expect(await desktop.value(of: "label") == "done")
    }

    @Test func aTextKnowsItsReferences() {
        let text: SceneText = "${{ a }}${{b}} ${{  c-1 }} $ {{d}} ${ {e}} ${{ f"
        #expect(text.references == ["a", "b", "c-1"])
    }
}
