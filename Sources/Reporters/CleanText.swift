/// Text as every reader of reports can take it.
enum CleanText {
    /// Without the escape sequences of terminals and without the characters that XML 1.0 forbids.
    ///
    /// A sequence that has no end takes no more than its own line with it.
    ///
    /// - SeeAlso: ECMA-48, section 5.4 and 5.6; XML 1.0, production 2.
    static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var place = Place.text
        for scalar in text.unicodeScalars {
            let next = place.after(scalar)
            if next == .text && (place == .text || place.isBroken(by: scalar)) && isLegal(scalar) {
                result.append(scalar)
            }
            place = next
        }
        return String(result)
    }

    /// Clean, with one space for whatever stands between words.
    static func oneLine(_ text: String) -> String {
        clean(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// Where in an escape sequence the next character stands.
    private enum Place {
        case text
        /// After ESC.
        case escape
        /// In `ESC [`, which ends with a letter.
        case control
        /// In `ESC ]` and its like, which end with BEL or `ESC \`.
        case string

        func after(_ scalar: Unicode.Scalar) -> Place {
            switch (self, scalar.value) {
            case (_, 0x1B): .escape
            case (.text, 0x9B): .control
            case (.text, _): .text
            case (.escape, 0x5B): .control
            case (.escape, 0x50), (.escape, 0x58), (.escape, 0x5D...0x5F): .string
            case (.escape, 0x20...0x2F): .escape
            case (.control, 0x20...0x3F): .control
            case (.string, 0x0A), (.string, 0x0D), (.string, 0x07): .text
            case (.string, _): .string
            case (.escape, _), (.control, _): .text
            }
        }

        /// Whether the character cannot belong to the sequence, and is text again.
        func isBroken(by scalar: Unicode.Scalar) -> Bool {
            switch (self, scalar.value) {
            case (.text, _): false
            case (.string, let value): value == 0x0A || value == 0x0D
            case (.escape, let value): !(0x30...0x7E).contains(value)
            case (.control, let value): !(0x40...0x7E).contains(value)
            }
        }
    }
}
