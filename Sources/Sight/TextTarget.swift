/// Text that is looked for.
package enum TextTarget: Sendable, Hashable {
    /// These words one after the other in a line, and no parts of longer ones.
    case words([String])
    /// A regular expression that a part of a line matches.
    case pattern(String)

    /// A regular expression between slashes, else words; white space only parts them.
    ///
    /// - Throws: ``SightError/badPattern(_:reason:)``, ``SightError/emptyTarget``
    package init(_ text: String) throws(SightError) {
        if text.count > 2, text.hasPrefix("/"), text.hasSuffix("/") {
            let pattern = String(text.dropFirst().dropLast())
            do {
                _ = try Regex(pattern)
            } catch {
                throw .badPattern(pattern, reason: "\(error)")
            }
            self = .pattern(pattern)
            return
        }
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard !words.isEmpty else { throw .emptyTarget }
        self = .words(words)
    }

    /// As it was given.
    package var text: String {
        switch self {
        case .words(let words): words.joined(separator: " ")
        case .pattern(let pattern): "/\(pattern)/"
        }
    }
}
