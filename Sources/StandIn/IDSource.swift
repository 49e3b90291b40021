/// Makes ids in the form of the API's: a prefix, an underscore and hexadecimal digits.
///
/// The same seed gives the same ids. Servers have different seeds, so that an id of one means
/// nothing to another.
struct IDSource: Sendable {
    private let seed: UInt64
    private var count: UInt64 = 0

    init(seed: UInt64) {
        self.seed = seed
    }

    mutating func next(_ prefix: String) -> String {
        count += 1
        return prefix + "_" + IDSource.digits(seed, 16) + IDSource.digits(count, 8)
    }

    private static func digits(_ number: UInt64, _ width: Int) -> String {
        let text = String(number, radix: 16)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
