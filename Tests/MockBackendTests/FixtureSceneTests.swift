import DeskwrightCore
import DeskwrightMockBackend
import DeskwrightTestSupport
import Foundation
import Testing

/// The scenes are programs: they do what a person expects of them.
@Suite struct FixtureSceneTests {
    @Test func aNoteIsSavedThroughTheMenuAndTheDialog() async throws {
        try await withScratchFolder { folder in
            let desktop = try desktop(.notes, scratch: folder)
            try await desktop.click("text")
            try await desktop.does(
                .type("Größe\n5 µm"), .click(at: Point(x: 190, y: 115)),
                .click(at: Point(x: 190, y: 176)))
            #expect(await desktop.windows().last?.title == "Save as")
            try await desktop.does(.type("note.txt"))
            try await desktop.click("save")
            let text = try String(contentsOfFile: folder + "/note.txt", encoding: .utf8)
            #expect(text == "Größe\n5 µm")
            #expect(await desktop.windows().map(\.title) == ["note.txt - Notes"])
            #expect(await desktop.value(of: "status") == "Saved note.txt")
        }
    }

    @Test func aNoteThatCannotBeSavedKeepsTheDialogAndSaysWhy() async throws {
        try await withScratchFolder { folder in
            let desktop = try desktop(.notes, scratch: folder)
            try await desktop.does(.type("x"), .press(["ctrl", "s"]), .type("no/such/folder\n"))
            #expect(await desktop.windows().map(\.title).suffix(2) == ["Save as", "Cannot save"])
            #expect(await desktop.value(of: "status") == "Ready")
        }
    }

    @Test func aFormIsFilledInAndSent() async throws {
        let clock = VirtualClock()
        let desktop = MockDesktop(scene: try SceneFixture.form.read(), clock: clock)
        try await desktop.click("name")
        try await desktop.does(.type("Ann\t"), .press(["ctrl", "v"]))
        try await desktop.click("gift")
        try await desktop.click("size")
        let terms = try #require(await desktop.place(of: "terms")).center
        try await desktop.does(.scroll(at: terms, dx: 0, dy: 1000))
        try await desktop.click("accept")
        try await desktop.click("send")
        #expect(await desktop.value(of: "status") == "Sending...")
        _ = try await desktop.waitForChange(upTo: .zero)
        #expect(try await !desktop.waitForChange(upTo: .seconds(1)).isEmpty)
        #expect(await desktop.value(of: "status") == "Sent")
        #expect(
            await desktop.files["order.txt"] == """
                name: Ann
                address: 14 Harbour Road
                size: Medium
                gift: on
                news: on
                accept: on

                """)
    }
}
