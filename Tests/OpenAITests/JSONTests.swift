import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightOpenAI

struct JSONTests {
    private func parse(_ text: String) throws -> JSONValue {
        try JSONParser.parse(Array(text.utf8))
    }

    @Test(arguments: [
        "null", "true", " [ ] ", "{}", "-0", "0.5e-3", "12345678901", "\"\"",
        #"{"a":[1,{"b":null}],"c":"d\n\"\\\/\b\f\r\t\u00e9\ud83d\ude00"}"#,
        "[\"Größe\",\"日本\",\"👩‍💻\"]", "{\"a\":1,\"a\":2}",
    ])
    func whatIsJSONReadsAsFoundationReadsIt(text: String) throws {
        let expected = try JSONSerialization.jsonObject(
            with: Data(text.utf8), options: .fragmentsAllowed)
        #expect(try parse(text).foundation as? NSObject == expected as? NSObject)
    }

    @Test(arguments: [
        "", " ", "{", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "01", "1.", ".5",
        "+1", "1e", "nul", "truefalse", "\"", "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"",
        "\"\\ud83dx\"", "\"\\udc00\"", "\"\\ud83d\\u0041\"", "\"\n\"", "[1] 2", "{\"a\":1}}", "'a'",
        "NaN",
    ])
    func whatIsNoJSONIsRefused(text: String) {
        #expect(throws: JSONFault.self) { try parse(text) }
    }

    @Test func aStringThatIsNoUTF8IsRefused() {
        #expect(throws: JSONFault(reason: "a string is not UTF-8", offset: 1)) {
            try JSONParser.parse([0x5B, 0x22, 0xC3, 0x28, 0x22, 0x5D])
        }
    }

    @Test func aTruncatedTextIsSaidToEndTooEarly() {
        #expect(throws: JSONFault(reason: "it ends too early", offset: 9)) {
            try parse("{\"a\":\"xyz")
        }
    }

    @Test func hostileNestingIsRefusedAtItsDepth() throws {
        #expect(throws: JSONFault(reason: "it nests deeper than 64", offset: 64)) {
            try parse(String(repeating: "[", count: 1_000_000))
        }
        let deepest = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(try parse(deepest).description == deepest)
    }

    @Test func aNumberBeyondAllBoundsIsInfinite() throws {
        #expect(try parse("1e999").number == .infinity)
    }

    @Test func whatIsWrittenReadsAsItWas() throws {
        let value: JSONValue = [
            "text": "a\"b\\c\nd\u{1}\u{7F}é👩‍💻", "number": 3, "half": .number(-0.5),
            "list": [nil, true, [:]],
        ]
        #expect(try JSONParser.parse(JSONWriter.write(value)) == value)
    }

    @Test func aPictureIsWrittenAtItsPlace() throws {
        let value: JSONValue = ["a": .picture([0xFF, 0x00, 0x3E]), "b": [.picture([])]]
        let bytes = JSONWriter.write(value)
        let expected = #"{"a":"data:image/png;base64,/wA+","b":["data:image/png;base64,"]}"#
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }
}

extension JSONValue: ExpressibleByNilLiteral {
    public init(nilLiteral: ()) { self = .null }

    /// The value as Foundation's parser would give it.
    var foundation: Any {
        switch self {
        case .null: NSNull()
        case .bool(let flag): NSNumber(value: flag)
        case .number(let number): NSNumber(value: number)
        case .string(let text): NSString(string: text)
        case .array(let values): NSArray(array: values.map(\.foundation))
        case .object(let members): NSDictionary(dictionary: members.mapValues(\.foundation))
        case .picture: NSNull()
        }
    }
}
