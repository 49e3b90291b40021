import DeskwrightCore
import DeskwrightMockBackend

extension Scene {
    /// An editor: ctrl+s asks for a name, and Return in the dialog writes the text under it.
    public static let notes = Scene(windows: [editor, saveDialog])

    private static let editor = SceneWindow(
        id: "editor", title: "untitled - Notes",
        frame: Rect(x: 160, y: 100, width: 800, height: 520),
        menus: [
            SceneMenu(
                "File",
                items: [
                    SceneMenuItem(
                        "Save", shortcut: ["ctrl", "s"], on: [.open(window: "save-dialog")])
                ])
        ],
        widgets: [
            Widget(
                .field("", isMultiline: true), id: "text",
                frame: Rect(x: 8, y: 38, width: 784, height: 436))
        ])

    private static let saveDialog = SceneWindow(
        id: "save-dialog", title: "Save as",
        frame: Rect(x: 300, y: 270, width: 520, height: 160), isOpen: false,
        widgets: [
            Widget(.label("File name:"), frame: Rect(x: 16, y: 24, width: 130, height: 36)),
            Widget(
                .field("out.txt"), id: "name", frame: Rect(x: 150, y: 24, width: 354, height: 36),
                on: [
                    .write(file: "${{ name }}", text: "${{ text }}"),
                    .set(id: "editor", to: "${{ name }} - Notes"),
                    .close(window: "save-dialog"),
                ]),
        ])
}
