import DeskwrightCore

extension TextMatch {
    /// Why nothing can be held against it; `nil` when it can.
    var fault: String? {
        guard case .matches(let pattern) = self else { return nil }
        do {
            _ = try Regex(pattern)
            return nil
        } catch {
            return "the expression /\(pattern)/ cannot be read: \(error)"
        }
    }

    /// With the values of secrets in the place of references, for the moment of the comparison.
    func revealed(by secrets: Secrets) -> TextMatch {
        switch self {
        case .equals(let text): .equals(secrets.reveal(text))
        case .contains(let text): .contains(secrets.reveal(text))
        case .matches: self
        }
    }
}
