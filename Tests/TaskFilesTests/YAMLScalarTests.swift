import DeskwrightCore
import DeskwrightTaskFiles
import Testing

/// What each scalar reading takes and refuses.
@Suite struct YAMLScalarTests {
    private func read<Value>(_ text: String, _ decode: (YAMLValue) -> Value?) throws -> Value {
        try YAMLFile.parse(text: "v: " + text, path: "x.yaml") {
            $0.fields(["v"])?.required("v").flatMap(decode)
        }
    }

    private func refusal<Value>(_ text: String, _ decode: (YAMLValue) -> Value?) -> String {
        let report = faults(in: "v: " + text) { root in
            root.fields(["v"])?.required("v").flatMap(decode)
        }
        let lines = report.split(separator: "\n")
        let hints = lines.filter { $0.hasPrefix("hint: ") }
        return ([lines.first ?? "accepted"] + hints).joined(separator: "; ")
    }

    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("3s", .seconds(3)), ("2m", .seconds(120)),
        ("1h", .seconds(3600)), ("1.5m", .seconds(90)), ("0.5s", .milliseconds(500)),
        ("\"3s\"", .seconds(3)), ("24h", .seconds(86_400)), ("1.001s", .milliseconds(1001)),
    ])
    func aDurationHasANumberAndAUnit(text: String, duration: Duration) throws {
        #expect(try read(text) { $0.duration() } == duration)
    }

    @Test(arguments: [
        "3", "s", "3 s", "-3s", ".5s", "5.s", "1.2.3s", "1h30m", "3S", "0s", "0.0001ms", "٣s",
        "25h", "99999999999999999999999h", "[3s]", "",
    ])
    func anythingElseIsNoDuration(text: String) {
        #expect(refusal(text) { $0.duration() }.hasPrefix("x.yaml:1:"))
    }

    @Test func aDurationWithoutAUnitIsToldItsUnit() {
        let expected =
            "x.yaml:1:4: error: \"v\" must be a duration such as 500ms, 3s, 2m or 1h, not \"5\""
            + "; hint: add a unit: 5s"
        #expect(refusal("5") { $0.duration() } == expected)
    }

    @Test(arguments: [("0", 0), ("-7", -7), ("+7", 7), ("007", 7)])
    func wholeNumbersAreDecimal(text: String, number: Int) throws {
        #expect(try read(text) { $0.int() } == number)
    }

    @Test(arguments: ["1.0", "0x10", "1_000", "99999999999999999999", "true", "~", "\"1\"", "{}"])
    func anythingElseIsNoWholeNumber(text: String) {
        #expect(refusal(text) { $0.int() }.hasPrefix("x.yaml:1:4: error: \"v\" "))
    }

    @Test(arguments: [("0.5", 0.5), ("-1e3", -1000), ("2", 2)])
    func numbersMayHaveFractions(text: String, number: Double) throws {
        #expect(try read(text) { $0.number() } == number)
    }

    @Test(arguments: [".inf", "nan", "0x1p3", "1,5", "\"0.5\"", "1e999"])
    func whatIsInfiniteOrWrittenOtherwiseIsNoNumber(text: String) {
        #expect(refusal(text) { $0.number() }.hasPrefix("x.yaml:1:4: error: \"v\" "))
    }

    @Test func aNumberThatIsTooLargeIsShownAsItIsWritten() {
        #expect(
            refusal("1e999") { $0.number() }
                == "x.yaml:1:4: error: \"v\" is \"1e999\", more than any number can be")
    }

    @Test func onlyTrueAndFalseAreTruthValues() throws {
        #expect(try read("true") { $0.bool() })
        #expect(try !read("False") { $0.bool() })
        let expected = "x.yaml:1:4: error: \"v\" must be true or false, not \"yes\""
        #expect(refusal("yes") { $0.bool() } == expected)
        #expect(
            refusal("\"true\"") { $0.bool() }
                == "x.yaml:1:4: error: \"v\" must be true or false, not the text \"true\""
                + "; hint: take the quotes off")
    }

    @Test(arguments: [
        ("1280x800", Size(width: 1280, height: 800)), ("64x64", Size(width: 64, height: 64)),
    ])
    func aSizeIsWidthByHeight(text: String, size: Size) throws {
        #expect(try read(text) { $0.size(in: 64...8192) } == size)
    }

    @Test(arguments: ["63x64", "64x8193", "x", "1280x", "1280*800", "1x2x3", "-64x64", "[64, 64]"])
    func anythingElseIsNoSize(text: String) {
        #expect(refusal(text) { $0.size(in: 64...8192) }.hasPrefix("x.yaml:1:4: error: \"v\" "))
    }

    @Test func pointsAndRectanglesAreListsOfWholeNumbers() throws {
        #expect(try read("[40, -60]") { $0.point() } == Point(x: 40, y: -60))
        let rect = try read("[1, 2, 30, 40]") { $0.rect() }
        #expect(rect == Rect(x: 1, y: 2, width: 30, height: 40))
        #expect(
            refusal("[1, 2, 3, 0]") { $0.rect() }
                == "x.yaml:1:4: error: \"v\" must be wider and higher than 0")
        #expect(
            refusal("[1, 9223372036854775807]") { $0.point() }
                == "x.yaml:1:8: error: item 2 of \"v\" is 9223372036854775807, "
                + "outside -1000000 to 1000000")
    }

    @Test(arguments: [
        ("in.txt", TextMatch.contains("in.txt")), ("/^a.c$/", .matches(pattern: "^a.c$")),
        ("/", .contains("/")), ("/usr", .contains("/usr")), ("5", .contains("5")),
    ])
    func aTextBetweenSlashesIsAnExpression(text: String, match: TextMatch) throws {
        #expect(try read(text) { $0.textMatch(plain: TextMatch.contains) } == match)
    }

    @Test(arguments: [
        ("/(/", "x.yaml:1:4: error: \"v\" holds no regular expression: expected ')'"),
        ("//", "x.yaml:1:4: error: \"v\" holds an empty regular expression"),
    ])
    func anExpressionHasToBeOne(text: String, expected: String) {
        #expect(refusal(text) { $0.textMatch(plain: TextMatch.equals) } == expected)
    }

    @Test(arguments: ["", "~", "null"])
    func aKeyWithoutAValueIsAFault(text: String) {
        let report = refusal(text) { $0.string() }
        #expect(report.hasSuffix("\"v\" has no value; hint: give it a text, or take it out"))
    }

    @Test(arguments: [
        ("1.10", "1.10"), ("true", "true"), ("\"null\"", "null"), ("'it''s'", "it's"),
        ("\"a\\tb\\u00DF\"", "a\tbß"), ("|\n  one\n  two\n", "one\ntwo\n"),
        (">-\n  one\n  two\n", "one two"), ("rm *.txt *a", "rm *.txt *a"),
        ("2024-01-01", "2024-01-01"),
    ])
    func textIsTakenAsItIsWritten(text: String, expected: String) throws {
        #expect(try read(text) { $0.string() } == expected)
    }
}
