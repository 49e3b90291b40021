import DeskwrightCore
import DeskwrightTaskFiles
import Foundation
import Testing

@testable import DeskwrightStandIn

struct ModelScriptTests {
    private static let folder =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../fixtures/model-scripts/").standardized.path + "/"

    @Test func everyWordOfTheGrammarIsRead() throws {
        let script = try ModelScript.read(path: Self.folder + "every-word.yaml")
        let point = Point(x: 1, y: 2)
        let actions: [Action] = [
            .click(at: Point(x: 40, y: 60), button: .right, holding: ["shift"]), .type("hello\n"),
            .press(["ctrl", "s"]), .press(["ctrl", "+"]),
            .click(at: point, button: .wheel, holding: ["ctrl", "shift"]), .doubleClick(at: point),
            .move(to: point), .scroll(at: Point(x: 400, y: 300), dx: 0, dy: 500),
            .drag(path: [Point(x: 1, y: 1), Point(x: 2, y: 2)], holding: ["shift"]),
        ]
        var refusal = ScriptTurn(.refuse("I do not do that."), patience: 5)
        refusal.model = "gpt-5.4-mini"
        let turns = [
            ScriptTurn(.act([.action(.screenshot)]), patience: 5),
            ScriptTurn(
                .act(
                    actions.map(ScriptedAction.action) + [.raw(json: #"{"type": "zoom"}"#)],
                    safetyCheck: ScriptedCheck(
                        code: "malicious_instructions", message: "Is this wanted?")),
                say: "Opening the menu.",
                when: [.pixel(Point(x: 40, y: 60), is: .white, within: 8)], patience: 2),
            ScriptTurn(
                .finish("Saved the note."),
                when: [
                    .color(
                        Rect(x: 0, y: 0, width: 10, height: 10), of: .region,
                        is: Color(red: 0, green: 255, blue: 0), negated: true),
                    .size(Size(width: 1280, height: 800)), .changed(true), .told("off the screen"),
                ], patience: 5,
                faults: [
                    ScriptedFault(.status(429, retryAfterSeconds: 1), times: 2),
                    ScriptedFault(.truncate), ScriptedFault(.body("[]")),
                ]),
            refusal, ScriptTurn(.breakOff(reason: "max_output_tokens"), patience: 5),
        ]
        #expect(script == ModelScript(turns: turns, answer: "simple: a click"))
    }

    @Test(arguments: [
        ("turns: []", "2:8", "a script has at least one turn"),
        ("turn: []", "1:1", "the file needs the key \"turns\""),
        ("turns:\n  - say: Hello.", "3:5", "needs one of actions, final, refuse, incomplete"),
        ("turns:\n  - {final: Done, actions: [wait]}", "3:19", "\"actions\" cannot stand beside"),
        ("turns:\n  - actions: []", "3:14", "a turn has at least one action"),
        ("turns:\n  - actions: [clik 1 2]", "3:15", "unknown action \"clik\""),
        ("turns:\n  - actions: [triple-click 1 2]", "3:15", "the service has no triple-click"),
        ("turns:\n  - actions: [{click: [1, 2], dx: 1}]", "3:31", "does not go with \"click\""),
        ("turns:\n  - actions: [{press: ctrl+}]", "3:23", "expected a key after +"),
        ("turns:\n  - actions: [{drag: [[1, 2]]}]", "3:22", "at least two points"),
        ("turns:\n  - actions: [{raw: zoom}]", "3:21", "is no JSON from its byte 1 on"),
        ("turns:\n  - actions: [{raw: '[1]'}]", "3:21", "must be a JSON object"),
        ("turns:\n  - {final: Done, safety-check: {code: a}}", "3:19", "needs actions"),
        ("turns:\n  - {final: Done, when: {pixel: [1, 2]}}", "3:25", "needs one of is, is-not"),
        ("turns:\n  - {final: Done, when: {size: 1x1, is: fff}}", "3:37", "goes with"),
        ("turns:\n  - {final: D, when: {pixel: [1, 2], is: red}}", "3:42", "must be a colour"),
        ("turns:\n  - {final: Done}\n  - fault: html", "4:5", "no turn comes after this fault"),
        ("turns:\n  - {fault: html, final: Done}", "3:19", "cannot stand beside \"fault\""),
        ("turns:\n  - fault: late\n  - final: Done", "3:12", "cannot be \"late\""),
        ("turns:\n  - fault: {status: 200}\n  - final: Done", "3:21", "outside 400 to 599"),
        (
            "turns:\n  - fault: {html: true, code: a}\n  - final: Done", "3:25",
            "goes with \"status\""
        ),
        ("turns:\n  - fault: {html: false}\n  - final: Done", "3:19", "can only be true"),
        ("patience: -1\nturns:\n  - final: Done", "2:11", "outside 0 to 10000"),
    ])
    func aFaultIsNamedWithItsPlace(yaml: String, place: String, message: String) throws {
        let failure = try #require(throws: FileFaults.self) { try script(yaml) }
        let found = failure.faults.contains { fault in
            let address = fault.place.map { "\($0.line):\($0.column)" }
            return address == place && fault.message.contains(message)
        }
        #expect(found, "\(failure.message)")
    }

    @Test func everyScriptOfTheDemosIsRead() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
        #expect(names.count > 1)
        for name in names {
            #expect(throws: Never.self) { try ModelScript.read(path: Self.folder + name) }
        }
    }

    @Test func aScriptThatIsNotThereIsAFault() {
        #expect(throws: FileFaults.self) { try ModelScript.read(path: Self.folder + "none.yaml") }
    }

    @Test func anotherVersionIsRefused() throws {
        #expect(throws: FileFaults.self) {
            try ModelScript.parse("version: 2\nturns: [{final: a}]", path: "script.yaml")
        }
    }
}
