/// Texts that refer to what only the steps of a script make known: `${{ vars.NAME }}`, `${{ steps.ID.out }}`.
package enum RunTimeText {
    /// How a text refers to a value by its whole name, such as `vars.NAME`.
    package static func reference(to name: String) -> String { "${{ \(name) }}" }

    /// The text with every reference replaced that has a value.
    package static func expand(_ text: String, _ values: [String: String]) -> String {
        guard text.contains("${{") else { return text }
        return values.reduce(text) { $0.replacing(reference(to: $1.key), with: $1.value) }
    }
}
