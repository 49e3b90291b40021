import DeskwrightCore
import DeskwrightTestSupport
import Testing

struct ActionTextTests {
    static let written: [(String, Action)] = [
        ("click 40 60", .click(at: Point(x: 40, y: 60))),
        ("click -1 60 wheel", .click(at: Point(x: -1, y: 60), button: .wheel)),
        ("click 40 60 holding shift", .click(at: Point(x: 40, y: 60), holding: ["shift"])),
        (
            "click 40 60 right holding ctrl+shift",
            .click(at: Point(x: 40, y: 60), button: .right, holding: ["ctrl", "shift"])
        ),
        ("double-click 1 2", .doubleClick(at: Point(x: 1, y: 2))),
        (
            "triple-click 1 2 holding shift",
            .tripleClick(at: Point(x: 1, y: 2), holding: ["shift"])
        ),
        (
            "drag 1 1 2 2 3 3 holding alt",
            .drag(
                path: [Point(x: 1, y: 1), Point(x: 2, y: 2), Point(x: 3, y: 3)], holding: ["alt"])
        ),
        ("move 0 0", .move(to: Point(x: 0, y: 0))),
        ("press ctrl+s", .press(["ctrl", "s"])),
        ("press ctrl++", .press(["ctrl", "+"])),
        ("press ctrl+plus", .press(["ctrl", "plus"])),
        ("press +", .press(["+"])),
        ("press ++a", .press(["+", "a"])),
        ("press a+++b", .press(["a", "+", "b"])),
        ("press +++", .press(["+", "+"])),
        ("press ß", .press(["ß"])),
        ("screenshot", .screenshot),
        ("scroll 10 10 0 500", .scroll(at: Point(x: 10, y: 10), dx: 0, dy: 500)),
        (
            "scroll 10 10 -120 0 holding ctrl",
            .scroll(at: Point(x: 10, y: 10), dx: -120, dy: 0, holding: ["ctrl"])
        ),
        (#"type "hi\n""#, .type("hi\n")),
        (#"type """#, .type("")),
        (#"type " a \"b\" \\ \t \r \u{7f} é😀 ""#, .type(" a \"b\" \\ \t \r \u{7F} é😀 ")),
        ("wait", .wait),
    ]

    @Test(arguments: written)
    func aLineIsReadAndWrittenTheSame(line: String, action: Action) throws {
        #expect(try ActionText.parse(line) == action)
        #expect(action.description == line)
    }

    @Test(arguments: [
        ("  click   40\t60  left ", Action.click(at: Point(x: 40, y: 60))),
        (#"type "\u{1F600}""#, .type("😀")), ("press  shift+Tab ", .press(["shift", "Tab"])),
    ])
    func looserFormsAreReadToo(line: String, action: Action) throws {
        #expect(try ActionText.parse(line) == action)
    }

    @Test func theSpaceKeyIsWrittenByItsName() throws {
        #expect(
            try ActionText.parse(Action.press(["ctrl", " "]).description)
                == .press(["ctrl", "space"]))
    }

    @Test(arguments: [
        ("", 1, "expected an action"), ("clik 1 2", 1, "unknown action \"clik\""),
        ("click", 6, "expected x, a whole number, found the end"),
        ("click 40", 9, "expected y, a whole number, found the end"),
        ("click 40 wide", 10, "expected y, a whole number, found \"wide\""),
        ("click 1.5 2", 7, "expected x, a whole number, found \"1.5\""),
        ("click 1 2 middle", 11, "unknown button \"middle\""),
        ("click 1 2 holding", 18, "expected keys"), ("click 1 2 left 3", 16, "\"3\" is too much"),
        ("drag 1 1", 9, "expected x, a whole number, found the end"),
        ("press", 6, "expected keys"), ("press ctrl+", 12, "expected a key after +"),
        ("press ++", 9, "expected a key after +"), ("press +a", 8, "expected + between keys"),
        ("press a b", 9, "\"b\" is too much"),
        ("scroll 1 2 3", 13, "expected dy, a whole number, found the end"),
        ("type hi", 6, "expected a text in double quotes"),
        (#"type "hi"#, 9, "expected the closing quote"), (#"type "\q""#, 7, "unknown escape"),
        (#"type "\u{110000}""#, 7, "expected \\u{…} with a hexadecimal number of a character"),
        (#"type "hi" there"#, 11, "\"there\" is too much"), ("wait 3", 6, "\"3\" is too much"),
    ])
    func aMistakeIsNamedWithItsPlace(line: String, column: Int, reason: String) throws {
        let error = try #require(throws: ActionTextError.self) { try ActionText.parse(line) }
        #expect(error.column == column)
        #expect(error.reason == reason)
        #expect(error.message == "\(quoted(line)) is no action: column \(column): \(reason)")
    }

    @Test(arguments: [
        ("click 1", "as in: click 40 60 right"), ("type \"hi", #"as in: type "hello\n""#),
        ("scroll 1 2 3", "as in: scroll 40 60 0 500"), ("wait 2", "as in: wait"),
    ])
    func aWrongLineIsAnsweredWithARightOne(line: String, hint: String) {
        let error = #expect(throws: ActionTextError.self) { try ActionText.parse(line) }
        #expect(error?.hint == hint)
    }

    @Test func anyTextComesBackFromItsLine() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let value = UInt32.random(in: 0...0x2FFF, using: &random)
                text.append(Unicode.Scalar(value) ?? "\\")
            }
            let action = Action.type(String(text))
            #expect(try ActionText.parse(action.description) == action)
        }
    }

    @Test func aDamagedLineIsReadOrRefusedAndNothingElse() throws {
        var random = SeededGenerator(seed: 11)
        let letters = Array("+\"\\u{}0 -9aé\n".unicodeScalars)
        for _ in 0..<2000 {
            let line = try #require(ActionTextTests.written.randomElement(using: &random)).0
            var scalars = Array(line.unicodeScalars)
            for _ in 0..<Int.random(in: 1...3, using: &random) where !scalars.isEmpty {
                let place = scalars.indices.randomElement(using: &random) ?? 0
                let letter = letters.randomElement(using: &random) ?? " "
                switch Int.random(in: 0...2, using: &random) {
                case 0: scalars[place] = letter
                case 1: scalars.insert(letter, at: place)
                default: scalars.remove(at: place)
                }
            }
            var damaged = String.UnicodeScalarView()
            damaged.append(contentsOf: scalars)
            do {
                let action = try ActionText.parse(String(damaged))
                #expect(try ActionText.parse(action.description) == action)
            } catch {
                #expect((1...scalars.count + 1).contains(error.column))
            }
        }
    }
}
