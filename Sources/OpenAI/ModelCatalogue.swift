import Core

/// What is known of one model, as the vendor published it by August 2026.
struct ModelFacts: Sendable, Hashable {
    /// The name without a date, or the beginning of a family's names.
    var name: String
    var images: ImageRule
    /// `nil` when nobody knows: then there are no dollars either.
    var price: Price?
}

/// Dollars for a million tokens, at standard speed.
struct Price: Sendable, Hashable {
    var input: Double
    /// `nil` when cached input costs the same.
    var cached: Double?
    var output: Double
    /// Writing to the cache costs so many times the input's price.
    var cacheWriteFactor = 1.0
    /// Requests with more input than this cost twice for input and half more for output.
    var dearAbove: Int?

    init(
        _ input: Double, cached: Double?, out output: Double, cacheWriteFactor: Double = 1,
        dearAbove: Int? = nil
    ) {
        self.input = input
        self.cached = cached
        self.output = output
        self.cacheWriteFactor = cacheWriteFactor
        self.dearAbove = dearAbove
    }
}

/// The models whose limits and prices are known.
///
/// - SeeAlso: developers.openai.com/api/docs: `pricing`, `guides/images-vision`, the changelog's
///   price cuts of 30 July and 21 August 2026 for gpt-5.6.
enum ModelCatalogue {
    /// The longer name first, where one begins another.
    private static let entries: [ModelFacts] = [
        ModelFacts(
            name: "gpt-5.4-mini", images: .highOnly,
            price: Price(0.75, cached: 0.075, out: 4.5)),
        ModelFacts(
            name: "gpt-5.4-nano", images: .highOnly,
            price: Price(0.20, cached: 0.02, out: 1.25)),
        ModelFacts(
            name: "gpt-5.4-pro", images: .original,
            price: Price(30, cached: nil, out: 180, dearAbove: 272_000)),
        ModelFacts(
            name: "gpt-5.4", images: .original,
            price: Price(2.5, cached: 0.25, out: 15, dearAbove: 272_000)),
        ModelFacts(
            name: "gpt-5.5", images: .original,
            price: Price(5, cached: 0.5, out: 30, dearAbove: 272_000)),
        ModelFacts(
            name: "gpt-5.6-sol", images: .unresized,
            price: Price(4, cached: 0.4, out: 20, cacheWriteFactor: 1.25)),
        ModelFacts(
            name: "gpt-5.6-terra", images: .unresized,
            price: Price(2, cached: 0.2, out: 12, cacheWriteFactor: 1.25)),
        ModelFacts(
            name: "gpt-5.6-luna", images: .unresized,
            price: Price(0.2, cached: 0.02, out: 1.2, cacheWriteFactor: 1.25)),
        ModelFacts(name: "gpt-5.6", images: .unresized),
        ModelFacts(name: "gpt-6", images: .unresized),
        ModelFacts(
            name: "computer-use-preview", images: .tiles, price: Price(3, cached: nil, out: 12)),
    ]

    /// How pictures are to be sent to a model; an unknown one gets what every model takes.
    static func imageRule(for model: String) -> ImageRule {
        entries.first { model == $0.name || model.hasPrefix($0.name + "-") }?.images ?? .unknown
    }

    /// A model's price, by its name with or without a date; variants have prices of their own.
    static func price(of model: String) -> Price? {
        entries.first { model == $0.name || isDated(model, $0.name) }?.price
    }

    /// Whether a name is another one with a date, as `gpt-5.4-2026-03-05` is of `gpt-5.4`.
    private static func isDated(_ model: String, _ name: String) -> Bool {
        guard model.hasPrefix(name + "-") else { return false }
        let parts = model.dropFirst(name.count + 1).split(
            separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.count) == [4, 2, 2] && parts.allSatisfy { Int($0) != nil }
    }
}
