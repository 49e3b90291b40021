/// What a name may be made of: ASCII letters and digits, and a few marks after the first character.
struct NameForm: Sendable {
    /// Whether a digit may come first.
    let digitFirst: Bool
    /// Whether an underscore may come first.
    let underscoreFirst: Bool
    /// What else may follow the first character; `-`, if at all, last.
    let marks: String
    /// What it is called in a message.
    let summary: String

    /// Names that a shell can use.
    static let variable = NameForm(
        digitFirst: false, underscoreFirst: true, marks: "_",
        summary: "a name of letters, digits and _ that begins with no digit")
    /// Names that become parts of file names.
    static let identifier = NameForm(
        digitFirst: true, underscoreFirst: false, marks: "_.-",
        summary: "a name of letters, digits, _, . and - that begins with a letter or digit")

    /// The same as a regular expression, for the JSON Schema.
    var pattern: String {
        let first = "A-Za-z" + (digitFirst ? "0-9" : "") + (underscoreFirst ? "_" : "")
        return "^[\(first)][A-Za-z0-9\(marks)]*$"
    }

    func accepts(_ name: String) -> Bool {
        guard let first = name.first, name.utf8.count <= 100 else { return false }
        let isGoodFirst =
            first.isASCII
            && (first.isLetter || digitFirst && first.isNumber || underscoreFirst && first == "_")
        return isGoodFirst
            && name.dropFirst().allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || marks.contains($0))
            }
    }
}

extension YAMLValue {
    /// A name of the form.
    func name(_ form: NameForm) -> String? {
        guard let text = string() else { return nil }
        guard form.accepts(text) else { return mismatch(form.summary, text: text) }
        return text
    }
}
