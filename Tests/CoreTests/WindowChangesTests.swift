import DeskwrightCore
import Testing

struct WindowChangesTests {
    private static let frame = Rect(x: 0, y: 0, width: 10, height: 10)

    private static func window(_ id: UInt64, _ title: String, active: Bool = false) -> WindowInfo {
        WindowInfo(id: id, title: title, frame: frame, isActive: active)
    }

    private static let pad = window(1, "pad", active: true)

    static let changes: [(old: [WindowInfo], new: [WindowInfo], expected: WindowChanges?)] = [
        ([pad], [pad], nil), ([], [], nil),
        ([pad, window(2, "b")], [window(2, "b"), pad], nil),
        ([pad], [pad, window(2, "Find")], WindowChanges(opened: ["Find"])),
        (
            [pad], [window(1, "pad"), window(2, "Find", active: true)],
            WindowChanges(opened: ["Find"], activated: "Find")
        ),
        ([pad], [], WindowChanges(closed: ["pad"])),
        (
            [pad], [window(1, "*pad", active: true)],
            WindowChanges(retitled: [.init(from: "pad", to: "*pad")])
        ),
        (
            [pad], [window(2, "pad", active: true)],
            WindowChanges(opened: ["pad"], closed: ["pad"], activated: "pad")
        ),
    ]

    @Test(arguments: changes)
    func twoListsOfWindowsAreCompared(
        _ row: (old: [WindowInfo], new: [WindowInfo], expected: WindowChanges?)
    ) {
        #expect(WindowChanges(from: row.old, to: row.new) == row.expected)
    }

    @Test func changesAreToldInAFewWords() {
        let changes = WindowChanges(
            opened: ["Find"], closed: ["A \"b\""], retitled: [.init(from: "x", to: "y")],
            activated: "Find")
        #expect(
            changes.phrases
                == [#"opened "Find""#, #"closed "A \"b\"""#, #"the title "x" became "y""#])
        #expect(WindowChanges(activated: "z").phrases == [#""z" is active"#])
        #expect(WindowChanges(opened: [String(repeating: "x", count: 99)]).phrases[0].count == 69)
    }
}
