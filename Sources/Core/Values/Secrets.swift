/// Values that appear in no file, log, request or error: texts refer to them as `${{ secrets.NAME }}`.
public struct Secrets: Sendable {
    private let values: [String: String]

    /// - Parameter values: Each secret's value by its name; empty values are never redacted.
    public init(_ values: [String: String] = [:]) {
        self.values = values
    }

    /// How a text refers to a secret.
    public static func reference(to name: String) -> String { "${{ secrets.\(name) }}" }

    /// The text with every reference replaced by the value, for the moment of use only.
    public func reveal(_ text: String) -> String {
        guard text.contains("${{") else { return text }
        return values.reduce(text) { $0.replacing(Secrets.reference(to: $1.key), with: $1.value) }
    }

    /// The text with every value replaced by its reference, for everything that is shown or kept.
    public func redact(_ text: String) -> String {
        // The longest first: a secret may be a part of another.
        values.filter { !$0.value.isEmpty }
            .sorted { ($0.value.count, $0.key) > ($1.value.count, $1.key) }
            .reduce(text) { $0.replacing($1.value, with: Secrets.reference(to: $1.key)) }
    }
}
