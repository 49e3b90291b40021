import DeskwrightCore
import Testing

/// Where secrets are found in texts; Tests/JournalsTests has what becomes of them in files.
struct SecretsTests {
    private static let value = "pä\"ss/w\\rd &+4<2>'"
    private let secrets = Secrets(["X": value], nameless: ["sk-0123456789", ""])

    @Test(arguments: [
        (#"pä"ss/w\rd &+4<2>'"#, "as it is"),
        (#"pä\"ss/w\\rd &+4<2>'"#, "quoted"),
        (#"p\u00e4\"ss\/w\\rd &+4<2>'"#, "JSON"),
        (#"pä\"ss/w\\rd \u0026+4\u003c2\u003e'"#, "Go's JSON"),
        ("p%C3%A4%22ss%2Fw%5Crd%20%26%2B4%3C2%3E%27", "a URL"),
        ("p%c3%a4%22ss%2fw%5crd%20%26%2b4%3c2%3e%27", "a URL in small letters"),
        ("p%C3%A4%22ss%2Fw%5Crd+%26%2B4%3C2%3E%27", "a form"),
        ("pä&quot;ss/w\\rd &amp;+4&lt;2&gt;&#39;", "HTML"),
        ("cMOkInNzL3dccmQgJis0PDI+Jw==", "base64"),
        ("cMOkInNzL3dccmQgJis0PDI-Jw", "base64 for URLs"),
    ])
    func aSecretIsFoundHoweverItIsWritten(spelling: String, name: String) {
        #expect(secrets.redact("<\(spelling)>").hasPrefix("<${{ secrets.X }}"), "\(name)")
    }

    /// `user:` and the value and `!`, encoded together by another program.
    @Test(arguments: [
        "dXNlcjpww6QiYXNz", "dXNlcjpww6Qic3Mvd1xyZCAmKzQ8Mj4nIQ==",
    ])
    func aSecretIsFoundInsideOfWhatIsEncoded(text: String) {
        #expect(secrets.redact(text).contains("${{ secrets.X }}") == (text.count > 20))
    }

    @Test func whatHasNoNameIsMarked() {
        #expect(secrets.redact("Bearer sk-0123456789.") == "Bearer [redacted].")
        #expect(secrets.reveal("[redacted]") == "[redacted]")
    }

    /// At no time of its growing does a text show the beginning of a value.
    @Test func aTextThatGrowsShowsNoPartOfAValue() {
        let text = "The word is \(Self.value), the key sk-0123456789."
        for count in 0...text.count {
            let shown = secrets.redactGrowing(String(text.prefix(count)))
            #expect(!shown.contains("pä") && !shown.contains("sk-0"), "\(shown)")
            #expect(shown.hasPrefix(text.prefix(min(count, 10))), "\(shown)")
        }
        #expect(
            secrets.redactGrowing(text) == "The word is ${{ secrets.X }}, the key [redacted].")
    }

    @Test func shortSecretsAreNotLookedForInBase64() {
        // "abc" is `YWJj`, which stands in other words by chance.
        #expect(Secrets(["A": "abc"]).redact("YWJj abc") == "YWJj ${{ secrets.A }}")
    }

    @Test func bytesThatAreNoTextStayAsTheyAre() {
        let bytes: [UInt8] = [0xFF] + Array("sk-0123456789".utf8) + [0x80, 0]
        #expect(secrets.redact(bytes) == [0xFF] + Array("[redacted]".utf8) + [0x80, 0])
    }
}
