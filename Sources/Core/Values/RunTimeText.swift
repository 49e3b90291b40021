/// Texts that refer to what only the steps of a script make known: `${{ vars.NAME }}`, `${{ steps.ID.out }}`.
package enum RunTimeText {
    /// How a text refers to a value by its whole name, such as `vars.NAME`.
    package static func reference(to name: String) -> String { "${{ \(name) }}" }

    /// The text with every reference replaced that has a value; what a value holds is left as it is.
    ///
    /// - Parameters:
    ///   - text: With references as task files are read: one space on each side of the name.
    ///   - values: By their whole names.
    ///   - missing: Gets the names of those that have no value, and of no secret.
    /// - Returns: The text, with references that have no value as they were.
    package static func expand(
        _ text: String, _ values: [String: String], missing: inout [String]
    ) -> String {
        var result = ""
        var rest = text[...]
        while let opening = rest.firstRange(of: "${{ ") {
            result += rest[..<opening.lowerBound]
            rest = rest[opening.upperBound...]
            guard let closing = rest.firstRange(of: " }}") else { return result + "${{ " + rest }
            let name = String(rest[..<closing.lowerBound])
            if let value = values[name] {
                result += value
            } else {
                if name.hasPrefix("vars.") || name.hasPrefix("steps.") { missing.append(name) }
                result += reference(to: name)
            }
            rest = rest[closing.upperBound...]
        }
        return result + rest
    }
}
