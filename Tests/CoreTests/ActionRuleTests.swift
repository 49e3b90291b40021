import DeskwrightCore
import Testing

struct ActionRuleTests {
    private let screen = ScreenState(
        frame: Frame(size: Size(width: 8, height: 8), filledWith: .black),
        windows: [
            WindowInfo(
                id: 1, title: "Notes", frame: Rect(x: 0, y: 0, width: 400, height: 300),
                isActive: true),
            WindowInfo(
                id: 2, title: "Delete?", frame: Rect(x: 100, y: 100, width: 100, height: 80)),
        ],
        pointer: Point(x: 0, y: 0))

    private static let inDialog = Point(x: 150, y: 120)
    private static let inNotes = Point(x: 10, y: 120)

    static let rows: [(rule: ActionRule, about: [Action], notAbout: [Action])] = [
        (ActionRule(name: "wait"), [.wait], [.screenshot, .type("wait")]),
        (
            ActionRule(window: WindowMatch(title: .contains("Delete"))),
            [
                .click(at: inDialog), .move(to: inDialog),
                .drag(path: [inNotes, inDialog]), .scroll(at: inDialog, dx: 0, dy: 1),
            ],
            [.click(at: inNotes), .press(["Return"]), .type("Delete"), .wait, .screenshot]
        ),
        (
            ActionRule(window: WindowMatch(title: .contains("Notes"))),
            [.click(at: inNotes), .press(["Return"]), .type("x")],
            [.click(at: inDialog), .wait]
        ),
        (
            ActionRule(region: Rect(x: 140, y: 110, width: 20, height: 20)),
            [.click(at: inDialog), .drag(path: [inDialog, inNotes])],
            [.click(at: inNotes), .press(["a"])]
        ),
        (
            ActionRule(text: .matches(pattern: "rm +-r")), [.type("sudo rm  -rf /\n")],
            [.type("term"), .press(["r"]), .click(at: inNotes)]
        ),
        (
            ActionRule(name: "click", region: Rect(x: 0, y: 0, width: 50, height: 300)),
            [.click(at: inNotes)], [.doubleClick(at: inNotes), .click(at: inDialog)]
        ),
    ]

    @Test(arguments: rows.indices)
    func aRuleIsAboutWhatAgreesWithAllOfIt(index: Int) {
        let row = ActionRuleTests.rows[index]
        for action in row.about { #expect(row.rule.isAbout(action, on: screen), "\(action)") }
        for action in row.notAbout { #expect(!row.rule.isAbout(action, on: screen), "\(action)") }
    }

    @Test func aRuleSaysWhatItIsAbout() {
        let rule = ActionRule(
            name: "click", window: WindowMatch(title: .contains("Delete")),
            region: Rect(x: 1, y: 2, width: 3, height: 4), text: .contains("x"))
        #expect(
            rule.description
                == "click in a window with title contains \"Delete\" at 3x4+1+2 "
                + "with a text that contains \"x\"")
    }
}
