import Glibc

/// Bars in panels, one below the other, each with a logarithmic axis of its own.
struct Chart: Hashable {
    var title: String
    var panels: [Panel]

    struct Panel: Hashable {
        var title: String
        /// What the tones of the bars stand for, the strongest first; empty for one tone.
        var tones: [String]
        var rows: [Row]
    }

    struct Row: Hashable {
        var label: String
        var kind: Kind
        /// One bar for each tone; `nil` where there is none.
        var bars: [Bar?]
    }

    struct Bar: Hashable {
        /// Milliseconds.
        var time: Summary
        /// What the time alone does not tell; shown behind it.
        var note: String?
    }

    enum Kind: String, CaseIterable {
        case ours, peer, floor
    }
}

/// Places numbers of many sizes on a line.
struct LogScale: Hashable {
    /// Powers of ten.
    private let lowest: Int
    private let highest: Int

    /// From the power of ten at or below the smallest to the one at or above the largest.
    init(_ values: [Double]) {
        let positive = values.filter { $0 > 0 }
        lowest = LogScale.power(atOrBelow: positive.min() ?? 1)
        let top = positive.max() ?? 10
        let below = LogScale.power(atOrBelow: top)
        highest = max(lowest + 1, tenTo(below) < top ? below + 1 : below)
    }

    /// 0 at the left end, 1 at the right; what lies outside is put at the end.
    func place(_ value: Double) -> Double {
        guard value > 0 else { return 0 }
        let part = (log10(value) - Double(lowest)) / Double(highest - lowest)
        return max(0, min(1, part))
    }

    /// The powers of ten on it.
    var ticks: [Double] { (lowest...highest).map(tenTo) }

    private static func power(atOrBelow value: Double) -> Int {
        let guess = Int(floor(log10(value)))
        // log10 of a power of ten may come out a hair below it.
        return tenTo(guess + 1) <= value ? guess + 1 : guess
    }
}

private func tenTo(_ exponent: Int) -> Double {
    let whole = (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 }
    return exponent < 0 ? 1 / whole : whole
}
