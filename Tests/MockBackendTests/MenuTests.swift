import DeskwrightCore
import Testing

@testable import DeskwrightMockBackend

/// Menus: opening, picking, shortcuts. The bar is at 100,100; `File` is 64 pixels wide, then `Edit`.
@Suite struct MenuTests {
    private func withMenus() -> MockDesktop {
        let label = Widget(
            .label("none"), id: "picked", frame: Rect(x: 10, y: 200, width: 200, height: 30))
        let field = Widget(
            .field("text"), id: "field", frame: Rect(x: 10, y: 240, width: 200, height: 30))
        return desktop(
            label, field,
            menus: [
                SceneMenu(
                    "File",
                    items: [
                        SceneMenuItem("Open", on: [.set(id: "picked", to: "open")]),
                        SceneMenuItem(
                            "Save", shortcut: ["ctrl", "s"], on: [.set(id: "picked", to: "save")]),
                        SceneMenuItem(
                            "Save as", shortcut: ["ctrl", "shift", "s"],
                            on: [.set(id: "picked", to: "save as")]),
                    ]),
                SceneMenu(
                    "Edit", items: [SceneMenuItem("Undo", on: [.set(id: "picked", to: "undo")])]),
            ])
    }

    static let file = Point(x: 120, y: 115)
    static let edit = Point(x: 190, y: 115)
    static let open = Point(x: 120, y: 148)
    static let save = Point(x: 120, y: 176)
    static let elsewhere = Point(x: 400, y: 250)

    static let ways: [([Action], String)] = [
        ([.click(at: file), .click(at: open)], "open"),
        ([.click(at: file), .click(at: save)], "save"),
        ([.drag(path: [file, open, save])], "save"),
        ([.click(at: file), .click(at: edit), .click(at: Point(x: 190, y: 148))], "undo"),
        ([.click(at: file), .click(at: elsewhere), .click(at: open)], "none"),
        ([.click(at: file), .click(at: file), .click(at: open)], "none"),
        ([.click(at: file), .press(["Escape"]), .click(at: open)], "none"),
        ([.click(at: file), .press(["Down"]), .press(["Down"]), .press(["Return"])], "save"),
        ([.click(at: file), .press(["Up"]), .press(["Return"])], "save as"),
        ([.click(at: file), .press(["Right"]), .press(["Return"])], "undo"),
        ([.click(at: file), .press(["Return"]), .click(at: open)], "none"),
        ([.press(["ctrl", "s"])], "save"), ([.press(["CTRL", "S"])], "save"),
        ([.press(["Control_R", "s"])], "save"), ([.press(["ctrl", "shift", "s"])], "save as"),
        ([.press(["ctrl", "alt", "s"])], "none"), ([.press(["s"])], "none"),
    ]

    @Test(arguments: ways)
    func anItemIsPicked(_ actions: [Action], _ picked: String) async throws {
        let desktop = withMenus()
        for action in actions { try await desktop.does(action) }
        #expect(await desktop.value(of: "picked") == picked)
    }

    @Test func anOpenMenuTakesTheKeys() async throws {
        let desktop = withMenus()
        try await desktop.does(.click(at: Self.file), .type("xyz"))
        #expect(await desktop.value(of: "field") == "text")
    }

    @Test func thePictureShowsTheMenuAndWhatIsMarked() async throws {
        let desktop = withMenus()
        let closed = try await desktop.capture()
        try await desktop.does(.click(at: Self.file))
        let open = try await desktop.capture()
        try await desktop.does(.move(to: Self.save))
        let marked = try await desktop.capture()
        try await desktop.does(.click(at: Self.elsewhere))
        #expect(Set([closed, open, marked]).count == 3)
        #expect(try await desktop.capture() == closed)
        #expect(marked[Point(x: 104, y: 170)] == Theme.accent)
    }
}
