/// Texts that have what keyboards lack, each mixed with what they have.
package enum MixedTexts {
    /// More different characters than any keyboard has spare keys.
    package static let manyCharacters = String(
        String.UnicodeScalarView((0x4E00..<0x4E00 + 800).compactMap(Unicode.Scalar.init)))

    package static let all = [
        "Zażółć gęślą jaźń: ĄĆĘŁŃÓŚŹŻ; \"quoted\" & <tagged>, 100 %!",
        "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία — Ελληνικά, ΑΒΓ and Ωμέγα",
        "Съешь же ещё этих мягких французских булок; Ґанок, їжак, Ёлка (1)",
        "日本語のテキスト、中文混排。漢字かな交じり文 with ASCII",
        "🙂👩‍👩‍👧🇩🇪♥️𝔘 are emoji 🚀✨ beyond the 16th bit",
        "e\u{301}a\u{308}o\u{302} n\u{303} combine, g\u{306}\u{300} twice, and é stays one",
        "one\ttwo\n\tthree\nvier – fünf…\n“sechs” 7½ €8",
        "naïve façade Ÿ ß æøå ÆØÅ ñ ¿¡ çŒœ ſ ÐÞþ × ÷ ¬ ¦",
        "한국어 ประเทศไทย עברית العربية हिन्दी",
        "aA żŻ Ωω жЖ 漢 か 한 😀 “€5” ½ ∑∞≠ →\n\tend ~`|\\{}[]^'",
    ]
}
