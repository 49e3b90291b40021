import DeskwrightTaskFiles
import Testing

@testable import DeskwrightRecordings

struct YAMLTextTests {
    /// What YAML reads is the text, whatever is in it.
    @Test(arguments: [
        "OK", "Save As...", "Search for:", "a: b", "a #b", "#1", "- x", "yes", "Null", "~", "5",
        "5.0", "", " ", "x ", " x", "\"", "a\"b", "\\n", "a\nb\t\r", "{a}", "[a, b]", "a, b",
        "*note", "&a", "!x", "%x", "@x", "`x`", "'x'", "it's", "Größe µ €", "日本語", "👍🏽",
        "e\u{301}", "\u{7}", "a\u{85}b",
        "a\u{2028}b", "${{ secrets.X }}", "/^a.*b$/", "a?b: c", "=", "a\u{A0}",
    ])
    func aTextIsReadAsItWas(text: String) throws {
        for written in [
            "key: \(YAMLText.scalar(text))", "{other: [\(YAMLText.scalar(text))]}",
        ] {
            let read = try YAMLFile.parse(text: written + "\n", path: "t.yaml") { root in
                let value = root.entries()?.first?.1
                return value?.kind == .list ? value?.list()?.first?.string() : value?.string()
            }
            #expect(read == text, "\(written)")
        }
    }

    @Test func whatIsPlainStaysWithoutQuotes() {
        #expect(YAMLText.scalar("Save As...") == "Save As...")
        #expect(YAMLText.scalar("note.txt - Mousepad") == "note.txt - Mousepad")
        #expect(YAMLText.scalar("Search for:") == "\"Search for:\"")
    }
}
