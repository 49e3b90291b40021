import Testing

@testable import DeskwrightReporters

struct CleanTextTests {
    @Test(arguments: [
        ("plain\ttext\r\n", "plain\ttext\r\n"),
        ("\u{1B}[1;31mred\u{1B}[0m", "red"),
        ("\u{9B}31mred", "red"),
        ("\u{1B}[38:2::1:2:3mcolour", "colour"),
        ("\u{1B}]0;title\u{7}after", "after"),
        ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
        ("\u{1B}(Bcharset \u{1B}7saved", "charset saved"),
        ("\u{1B}]never ends\nnext line", "\nnext line"),
        ("\u{1B}[12\nnext line", "\nnext line"),
        ("\u{1B}\u{1B}[1mtwice", "twice"),
        ("cut \u{1B}", "cut "), ("cut \u{1B}[3", "cut "),
        ("a\u{0}b\u{8}c\u{FFFE}d\u{FFFF}e\u{FFFD}", "abcde\u{FFFD}"),
        ("é 漢 👩‍👧 \u{10FFFF}", "é 漢 👩‍👧 \u{10FFFF}"),
    ])
    func escapeSequencesAndForbiddenCharactersGo(text: String, expected: String) {
        #expect(Array(CleanText.clean(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func oneLineHasOneSpaceBetweenWords() {
        #expect(CleanText.oneLine(" a\r\n\tb\u{2028}c  d\u{1B}[0m\n") == "a b c d")
    }
}
