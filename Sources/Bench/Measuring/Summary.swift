/// What repeated measurements come to.
struct Summary: Hashable {
    var median: Double
    /// A quarter of the values is not above this.
    var lowerQuartile: Double
    /// A quarter of the values is not below this.
    var upperQuartile: Double
    /// One of twenty values is not below this.
    var percentile95: Double

    /// `nil` for no values; quantiles between two values are interpolated linearly.
    init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        median = Summary.quantile(0.5, of: sorted)
        lowerQuartile = Summary.quantile(0.25, of: sorted)
        upperQuartile = Summary.quantile(0.75, of: sorted)
        percentile95 = Summary.quantile(0.95, of: sorted)
    }

    private static func quantile(_ part: Double, of sorted: [Double]) -> Double {
        let place = part * Double(sorted.count - 1)
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
}
