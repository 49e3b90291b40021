/// Durations as files write them: a number and a unit.
enum DurationText {
    enum Outcome: Equatable {
        case duration(Duration)
        /// What such a text has to be, and how to mend it.
        case fault(String, hint: String?)
    }

    /// What the JSON Schema takes.
    static let pattern = #"^\d+(\.\d+)?(ms|s|m|h)$"#

    private static let unitSeconds: [(name: String, seconds: Double)] = [
        ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600),
    ]

    static func parse(_ text: String) -> Outcome {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(digits.count)
        let form = "must be a duration such as 500ms, 3s, 2m or 1h"
        guard let first = digits.first, first != ".", digits.last != ".",
            let count = Double(String(digits))
        else { return .fault(form, hint: nil) }
        guard let factor = unitSeconds.first(where: { $0.name == unit })?.seconds else {
            return .fault(form, hint: unit.isEmpty ? "add a unit: \(digits)s" : nil)
        }
        let microseconds = (count * factor * 1_000_000).rounded()
        guard microseconds >= 1 else { return .fault("must be longer than nothing", hint: nil) }
        guard microseconds <= 86_400_000_000 else {
            return .fault("must be at most a day", hint: nil)
        }
        return .duration(.microseconds(Int64(microseconds)))
    }
}
