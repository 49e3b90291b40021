import DeskwrightCore

extension YAMLValue {
    /// What a text is compared with: `/…/` is a regular expression, all else stands for itself.
    ///
    /// `plain` is what a text without slashes means, such as `TextMatch.contains`.
    package func textMatch(plain: (String) -> TextMatch) -> TextMatch? {
        guard let text = string() else { return nil }
        guard text.count >= 2, text.hasPrefix("/"), text.hasSuffix("/") else { return plain(text) }
        return compiled(String(text.dropFirst().dropLast()))
    }

    /// A regular expression, without slashes around it.
    package func pattern() -> TextMatch? {
        guard let text = string() else { return nil }
        return compiled(text)
    }

    /// The match, if the expression can be read.
    func compiled(_ pattern: String) -> TextMatch? {
        guard !pattern.isEmpty else {
            fault("\(label) holds an empty regular expression")
            return nil
        }
        guard pattern.utf8.count <= 1000 else {
            fault("\(label) holds a regular expression longer than 1000 bytes")
            return nil
        }
        do {
            _ = try Regex(pattern)
            return .matches(pattern: pattern)
        } catch {
            fault("\(label) holds no regular expression: \(error)")
            return nil
        }
    }
}
