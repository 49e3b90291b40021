/// Differences of characters that people who write a target, and Tesseract, do not care for.
enum TextFolding {
    /// The characters of a text in one spelling.
    static func folded(_ text: String) -> [Character] {
        text.flatMap { character -> [Character] in
            switch character {
            case "…": Array("...")
            case "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "\u{2032}", "\u{00B4}", "`": ["'"]
            case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{2033}", "«", "»": ["\""]
            case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}": ["-"]
            case "\u{FB01}": ["f", "i"]
            case "\u{FB02}": ["f", "l"]
            default: [character]
            }
        }
    }
}
