/// Where the spending of a run goes if it goes on as it did.
///
/// Decisions grow dearer as the context grows: what is to come starts at the mean of the last few, and
/// grows at the rate that was seen.
package struct Pace: Sendable {
    private var costs: [Double] = []

    package init() {}

    /// Takes in what a decision cost; one of unknown price leaves the pace as it was.
    package mutating func add(_ dollars: Double?) {
        if let dollars { costs.append(dollars) }
    }

    /// Dollars after `count` decisions in all; `nil` before the first.
    package func dollars(after count: Int) -> Double? {
        guard !costs.isEmpty else { return nil }
        let more = Double(max(0, count - costs.count))
        return spent + more * latest + growth * more * (more + 3) / 2
    }

    /// The decision with which a sum is spent; `nil` when it is not within `count` of them.
    package func count(spending dollars: Double, within count: Int) -> Int? {
        guard !costs.isEmpty, costs.count <= count else { return nil }
        return (costs.count...count).first { self.dollars(after: $0) ?? 0 > dollars }
    }

    private var spent: Double { costs.reduce(0, +) }

    /// The mean of the last three.
    private var latest: Double {
        let last = costs.suffix(3)
        return last.reduce(0, +) / Double(last.count)
    }

    /// More for each decision: twice as fast as the mean moves away from the first ones.
    private var growth: Double {
        guard costs.count > 3 else { return 0 }
        let mean = spent / Double(costs.count)
        return max(0, 2 * (latest - mean) / Double(costs.count - 3))
    }
}

/// What was spent of a budget and where that leads, in a few words: `$0.12 of $0.50, about $0.41 at
/// this pace`.
///
/// The pace is told for all the decisions that the budget leaves room for, or where the dollars end
/// before.
package func spendingInWords(_ usage: Usage, of budget: Budget, at pace: Pace) -> String? {
    guard let dollars = usage.dollars, dollars > 0 else { return nil }
    let spent = inDollars(dollars) + (budget.dollars.map { " of \(inDollars($0))" } ?? "")
    guard let count = budget.stepCountMax else { return spent }
    if let limit = budget.dollars, let last = pace.count(spending: limit, within: count) {
        return "\(spent), used up at about step \(last) at this pace"
    }
    guard let total = pace.dollars(after: count) else { return spent }
    return "\(spent), about \(inDollars(total)) at this pace"
}

/// Dollars for people: two digits that count, and at least cents: `$1.50`, `$0.0083`.
package func inDollars(_ dollars: Double) -> String {
    guard dollars.isFinite, dollars.magnitude < 1e12 else { return "$?" }
    var digits = 2
    var least = 0.1
    while dollars != 0, dollars.magnitude < least, digits < 6 {
        digits += 1
        least /= 10
    }
    let scale = (0..<digits).reduce(1) { power, _ in power * 10 }
    let scaled = Int((dollars.magnitude * Double(scale)).rounded())
    var fraction = String(scaled % scale)
    fraction = String(repeating: "0", count: digits - fraction.count) + fraction
    while fraction.count > 2, fraction.hasSuffix("0") { fraction.removeLast() }
    return "\(dollars < 0 ? "-" : "")$\(scaled / scale).\(fraction)"
}
