import Testing

@testable import DeskwrightStandIn

struct JSONReaderTests {
    static let texts: [(String, JSON)] = [
        ("null", .null), (" true ", .bool(true)), ("[false]", [false]), ("0", 0), ("-12", -12),
        ("1.5", .number(1.5)), ("1e2", .number(100)), ("1280.0", .number(1280)),
        ("9223372036854775808", .number(9_223_372_036_854_775_808)),
        (#""a\n\"\\\/\u00e9\ud83d\ude00é""#, "a\n\"\\/é😀é"), ("{}", [:]), ("[ ]", []),
        (#"{"a": [1, {"b": "c"}]}"#, ["a": [1, ["b": "c"]]]),
    ]

    @Test(arguments: texts)
    func aTextIsRead(text: String, value: JSON) throws {
        #expect(try JSONReader.read(Array(text.utf8)) == value)
    }

    @Test(arguments: [
        "", "nul", "tru e", "01", "1.", ".5", "-", "+1", "1e", "1e999", "[1,]", "[1 2]", "{\"a\"}",
        "{a: 1}", "{\"a\": 1,}", "\"", "\"\u{1}\"", #""\x""#, #""\ud83d""#, #""\ude00""#,
        #""\u12g4""#, "{} {}", String(repeating: "[", count: 100_000),
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: JSONReader.Mistake.self) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(throws: JSONReader.Mistake.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
    }

    @Test func whatIsWrittenIsReadBackTheSame() throws {
        let value: JSON = [
            "text": "a\u{1}\t\"\\/é😀\u{2028}", "numbers": [1, .number(0.25), -7], "none": .null,
            "nested": [["deep": [true]]],
        ]
        #expect(try JSONReader.read(Array(value.text.utf8)) == value)
    }
}
