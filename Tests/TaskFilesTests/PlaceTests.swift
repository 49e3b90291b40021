import DeskwrightTaskFiles
import Testing

/// Where faults are shown.
@Suite struct PlaceTests {
    private func unknownKey(in text: String) -> String {
        faults(in: text) { $0.fields(["Größe", "a", "b"]).map { _ in 1 } }
    }

    @Test(arguments: [
        ("{Größe: 1, x: 2}", 12), ("{a: 👩‍👩‍👧‍👦, x: 2}", 8),
        ("{a: 画面, x: 2}", 9), ("{a: e\u{301}, x: 2}", 8),
        ("\u{FEFF}{a: 1, x: 2}", 8),
    ])
    func columnsCountCharacters(text: String, column: Int) {
        #expect(unknownKey(in: text).hasPrefix("x.yaml:1:\(column): error: unknown key \"x\"\n"))
    }

    @Test func theCaretStandsUnderWideCharacters() {
        let expected = """
            x.yaml:1:9: error: unknown key "x"
               1 | {a: 画面, x: 2}
                 |           ^
            hint: known here: Größe, b
            """
        #expect(unknownKey(in: "{a: 画面, x: 2}") == expected)
    }

    @Test func tabsStayTabsAboveTheCaret() {
        let expected = """
            x.yaml:1:8: error: unknown key "x"
               1 | {a:\t1, x: 2}
                 |    \t   ^
            hint: known here: Größe, b
            """
        #expect(unknownKey(in: "{a:\t1, x: 2}") == expected)
    }

    @Test func aLongLineIsCutAroundThePlace() throws {
        let long = String(repeating: "y", count: 500)
        let text = "{a: \"\(long)\", x: \(long)}"
        let lines = unknownKey(in: text).split(separator: "\n")
        try #require(lines.count == 4)
        #expect(lines[0] == "x.yaml:1:509: error: unknown key \"x\"")
        #expect(lines[1].count < 180)
        let before = lines[2].prefix { $0 != "^" }.count
        #expect(lines[1].dropFirst(before).first == "x")
    }

    @Test(arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}"])
    func linesEndAsYAMLSays(end: String) {
        #expect(unknownKey(in: "a: 1\(end)x: 2\(end)").hasPrefix("x.yaml:2:1: error:"))
    }

    @Test(arguments: [
        ("gaol", "goal"), ("Goal", "goal"), ("goals", "goal"), ("safety_checks", "safety-checks"),
        ("golo", "goal"),
    ])
    func aNearKeyIsSuggested(key: String, meant: String) {
        let report = faults(in: "\(key): 1") {
            $0.fields(["file", "goal", "safety-checks", "wm"]).map { _ in 1 }
        }
        #expect(report.hasSuffix("hint: did you mean \"\(meant)\"?"))
    }

    @Test(arguments: ["x", "completely-different", "zzzz"])
    func withoutANearKeyTheKnownOnesAreListed(key: String) {
        let report = faults(in: "\(key): 1") { $0.fields(["goal", "wm"]).map { _ in 1 } }
        #expect(report.hasSuffix("hint: known here: goal, wm"))
    }

    @Test func everyRepeatOfAKeyIsReported() {
        let text = "a: 1\n\"a\": 2\nb: {a: 1, a: 2}\na: 3\n"
        let report = faults(in: text) { $0.fields(["a", "b"]).map { _ in 1 } }
        let places = report.split(separator: "\n").filter { $0.hasPrefix("x.yaml") }
        #expect(
            places == [
                "x.yaml:2:1: error: the key \"a\" is here twice",
                "x.yaml:3:11: error: the key \"a\" is here twice",
                "x.yaml:4:1: error: the key \"a\" is here twice",
            ])
    }
}
