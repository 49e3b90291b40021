import DeskwrightCore
import DeskwrightTestSupport
import Testing

/// The promises of the `Desktop` port about keys and text, held by every adapter.
@Suite struct DesktopKeyTests {
    @Test(arguments: Backend.allCases)
    func aChordGoesDownInOrderAndUpInReverse(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            #expect(try await desktop.perform(.press(["CTRL", "shift", "T"])).isDelivered)
            #expect(
                try await witness.keys() == ["+ffe3", "+ffe1", "+74", "-74", "-ffe1", "-ffe3"])
        }
    }

    @Test(arguments: Backend.allCases)
    func aCapitalInAChordIsItsKey(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            #expect(try await desktop.perform(.press(["CTRL", "L"])).isDelivered)
            #expect(try await witness.keys() == ["+ffe3", "+6c", "-6c", "-ffe3"])
        }
    }

    @Test(
        arguments: Backend.allCases,
        [["A"], ["SHIFT", "a"], ["a"], ["?"], ["ß"], ["ENTER"], ["TAB"], ["space"], ["Ł"]])
    func keysTypeWhatTheyStandFor(_ backend: Backend, _ names: [String]) async throws {
        let expected = [
            "A": "A", "SHIFT a": "A", "a": "a", "?": "?", "ß": "ß", "ENTER": "\n", "TAB": "\t",
            "space": " ", "Ł": "Ł",
        ]
        try await backend.run { desktop, witness async throws in
            #expect(try await desktop.perform(.press(names.map { Key($0) })).isDelivered)
            #expect(try await witness.text() == expected[names.joined(separator: " ")])
        }
    }

    /// The names of the API, in the spellings that models use, and some of X11's.
    static let names = [
        "ENTER", "RETURN", "ESC", "ESCAPE", "BACKSPACE", "DELETE", "DEL", "HOME", "END", "PAGEUP",
        "PAGEDOWN", "UP", "DOWN", "LEFT", "RIGHT", "ARROWUP", "ARROWDOWN", "ARROWLEFT",
        "ARROWRIGHT", "CTRL", "CONTROL", "SHIFT", "ALT", "OPTION", "META", "CMD", "COMMAND",
        "SUPER", "WIN", "INSERT", "F1", "F12", "F35", "Page_Up", "KP_Enter", "Print", "Menu",
        "Control_R", "ISO_Level3_Shift",
    ]

    @Test(arguments: Backend.allCases)
    func everyNameOfAKeyIsPressedAndLetGo(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            var expected: [String] = []
            for name in DesktopKeyTests.names {
                let result = try await desktop.perform(.press([Key(name)]))
                #expect(result.isDelivered, "\(name)")
                let keysym = String(try #require(Key(name).keysym), radix: 16)
                expected += ["+\(keysym)", "-\(keysym)"]
            }
            #expect(try await witness.keys() == expected)
        }
    }

    static let texts = [
        String(String.UnicodeScalarView((0x20...0x7E).compactMap(Unicode.Scalar.init))),
        "Zażółć gęślą jaźń – naïve façade, Ωmega? “quoted” 3 € ½ ß Ÿ",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία.", "Съешь же ещё этих мягких французских булок",
        "日本語のテキストと中文混排。", "🙂 👩‍👩‍👧 🇩🇪 ♥️ 𝔘", "one\ntwo\n\tthree\n", "\r\na\r\n\r\nb\rc\r\n", "",
        "aaaAAAaaa   !!!???",
    ]

    @Test(arguments: Backend.allCases, texts)
    func textArrivesAsItIs(_ backend: Backend, _ text: String) async throws {
        try await backend.run { desktop, witness async throws in
            #expect(try await desktop.perform(.type(text)).isDelivered)
            let expected = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            #expect(try await witness.text() == expected)
        }
    }

    @Test(arguments: Backend.allCases)
    func textsOfDifferentScriptsFollowEachOther(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            var expected = ""
            for text in DesktopKeyTests.texts.prefix(6) {
                #expect(try await desktop.perform(.type(text)).isDelivered)
                expected += text
            }
            #expect(try await witness.text() == expected)
        }
    }

    @Test(arguments: Backend.allCases)
    func moreCharactersThanThereAreKeysArriveToo(_ backend: Backend) async throws {
        let text = String(
            String.UnicodeScalarView((0x4E00..<0x4E00 + 150).compactMap(Unicode.Scalar.init)))
        try await backend.run { desktop, witness async throws in
            #expect(try await desktop.perform(.type(text + "end")).isDelivered)
            #expect(try await witness.text() == text + "end")
        }
    }

    @Test(arguments: Backend.allCases)
    func aLongTextArrivesWhole(_ backend: Backend) async throws {
        let text = (1...200).map { "Line \($0): The (quick) brown fox!\n" }.joined()
        try await backend.run { desktop, witness async throws in
            #expect(try await desktop.perform(.type(text)).isDelivered)
            #expect(try await witness.text() == text)
        }
    }
}
