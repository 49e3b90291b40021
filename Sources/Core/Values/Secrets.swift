/// Values that appear in no file, log, request or error: texts refer to them as `${{ secrets.NAME }}`.
public struct Secrets: Sendable {
    private let values: [String: String]
    /// What a value may look like in a text, the longest first: one may be a part of another.
    private let forms: [(bytes: [UInt8], reference: [UInt8])]

    /// - Parameter values: Each secret's value by its name; empty values are never redacted.
    public init(_ values: [String: String] = [:]) {
        self.values = values
        forms = values.filter { !$0.value.isEmpty }
            .sorted { $0.key < $1.key }
            .flatMap { name, value in
                Set([value, String(quoted(value).dropFirst().dropLast())])
                    .map { (Array($0.utf8), Array(Secrets.reference(to: name).utf8)) }
            }
            .sorted { $0.0.count > $1.0.count }
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
    /// Finds values byte by byte, so that a combining character after one does not hide it, and also
    /// as ``quoted(_:)`` writes them.
    public func redact(_ text: String) -> String {
        guard !forms.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            if let form = forms.first(where: { bytes[position...].starts(with: $0.bytes) }) {
                result += form.reference
                position += form.bytes.count
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
