import DeskwrightCore
import DeskwrightTaskFiles
import Testing

@testable import DeskwrightRecordings

struct StepTextTests {
    private static let window = Target(window: WindowMatch(title: .contains("a.txt - Pad")))
    private static let at = Target.Offset(Point(x: 3, y: -4))

    static let steps: [(StepAction, String)] = [
        (.point(PointerStep(.click, Target(text: "OK"))), "  - click: OK\n"),
        (
            .point(
                PointerStep(
                    .doubleClick, Target(text: "a: b", relations: [.init(.in, window)]),
                    holding: ["CTRL", "shift"])),
            "  - {double-click: {text: \"a: b\", in: {window: a.txt - Pad}}, holding: ctrl+shift}\n"
        ),
        (
            .point(PointerStep(.rightClick, Target(text: "x", nth: 2))),
            "  - right-click: {text: x, nth: 2}\n"
        ),
        (
            .point(
                PointerStep(
                    .hover, Target(window: WindowMatch(className: .contains("XTerm"))))),
            "  - hover: {window: {class: XTerm}}\n"
        ),
        (
            .point(
                PointerStep(
                    .click,
                    Target(anyOf: [
                        Target(text: "Go"), Target(at: at, relations: [.init(.of, window)]),
                    ]))),
            """
              - click:
                  any:
                    - Go
                    - {at: [3, -4], of: {window: a.txt - Pad}}

            """
        ),
        (
            .type("1", into: Target(relations: [.init(.near, Target(text: "Name:"))])),
            "  - {type: \"1\", into: {near: \"Name:\"}}\n"
        ),
        (
            .type("a\nb", into: Target(anyOf: [Target(at: at, relations: [.init(.of, window)])])),
            """
              - type: "a\\nb"
                into:
                  any:
                    - {at: [3, -4], of: {window: a.txt - Pad}}

            """
        ),
        (.press(["ctrl", "+"], times: 1, into: nil), "  - press: ctrl++\n"),
        (.press(["Tab"], times: 3, into: nil), "  - {press: Tab, times: 3}\n"),
        (.press(["ctrl", "SPACE"], times: 1, into: nil), "  - press: ctrl+space\n"),
        (
            .drag(from: Target(text: "a"), to: Target(text: "b"), holding: ["alt"]),
            "  - {drag: {from: a, to: b}, holding: alt}\n"
        ),
        (
            .scroll(Target(text: "a"), right: -2, down: 3, holding: []),
            "  - {scroll: a, down: 3, left: 2}\n"
        ),
        (
            .wait(.not(.window(WindowMatch(title: .matches(pattern: #"^\*a$"#))))),
            "  - wait: {not: {window: \"/^\\\\*a$/\"}}\n"
        ),
        (.wait(.visible(Target(text: "5 s"))), "  - wait: {visible: \"5 s\"}\n"),
    ]

    @Test(arguments: steps.indices)
    func aStepIsWrittenAndReadAgain(row: Int) throws {
        let (action, expected) = Self.steps[row]
        let written = RecordedStep(action: action).written(indent: "  ")
        #expect(written == expected)
        let text = "version: 1\nname: t\nsteps:\n\(written)"
        let task = try #require(
            TaskFile.parse(text: text, path: "t.yaml", environment: [:]).first)
        let read = try #require(task.steps.first)
        #expect(read.action.words.lowercased() == action.words.lowercased())
    }

    @Test func aRemarkIsOneLine() {
        let step = RecordedStep(
            action: .press(["a"], times: 1, into: nil),
            remarks: ["one\n  two\u{7}", String(repeating: "x", count: 200)])
        let lines = step.written(indent: "  ").split(separator: "\n")
        #expect(lines.count == 3 && lines[0] == "  # one two")
        #expect(lines[1].count == 104 && lines[1].hasSuffix("…"))
    }
}
