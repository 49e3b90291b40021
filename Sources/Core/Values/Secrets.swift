/// Values that appear in no file, log, request or error: texts refer to them as `${{ secrets.NAME }}`.
public struct Secrets: Sendable {
    private let values: [String: String]
    private let spellings: SecretSpellings
    /// All values, those without a name too.
    private let allValues: [String]

    /// What stands in the place of a secret that has no name, such as the service's key.
    public static let mark = "[redacted]"

    /// Takes the values that are to be shown nowhere.
    ///
    /// - Parameters:
    ///   - values: Each secret's value by its name; empty values are never redacted.
    ///   - nameless: Values that no text can refer to, and that are to be shown nowhere.
    public init(_ values: [String: String] = [:], nameless: [String] = []) {
        self.values = values
        allValues = (values.values + nameless).filter { !$0.isEmpty }
        spellings = SecretSpellings(
            values.sorted { $0.key < $1.key }.map { ($0.value, Secrets.reference(to: $0.key)) }
                + nameless.map { ($0, Secrets.mark) })
    }

    /// How a text refers to a secret.
    public static func reference(to name: String) -> String { "${{ secrets.\(name) }}" }

    /// The text with every reference replaced by the value, for the moment of use only.
    public func reveal(_ text: String) -> String {
        guard text.contains("${{") else { return text }
        return values.reduce(text) { $0.replacing(Secrets.reference(to: $1.key), with: $1.value) }
    }

    /// The text with every value replaced by its reference, for everything that is shown or kept.
    ///
    /// Finds values also in quotes, as JSON, HTML, URLs and base64 write them.
    public func redact(_ text: String) -> String { spellings.replaced(in: text) }

    /// The same with a text that is still growing: an end that may become a value is held back.
    package func redactGrowing(_ text: String) -> String {
        let shown = redact(text)
        let held = allValues.map { value in
            (1...value.count).reversed().first { shown.hasSuffix(value.prefix($0)) } ?? 0
        }
        return String(shown.dropLast(held.max() ?? 0))
    }

    /// The same with bytes that may be no text.
    package func redact(_ bytes: [UInt8]) -> [UInt8] { spellings.replaced(in: bytes) }
}
