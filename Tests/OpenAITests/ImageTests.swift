import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightOpenAI

struct ImageRuleTests {
    private static let rules = ["gpt-5.4", "gpt-5.4-mini", "gpt-5.6", "computer-use-preview"]
        .map { ModelCatalogue.builtIn.facts(for: $0).images }

    /// The sizes that the service itself would make, by its published formula.
    @Test(arguments: [
        ("gpt-5.4", 3840, 2160, 3840, 2160), ("gpt-5.4", 1920, 1080, 1920, 1080),
        ("gpt-5.4-mini", 1600, 900, 1600, 900), ("gpt-5.4-mini", 1920, 1080, 1649, 928),
        ("gpt-5.4-mini-2026-03-17", 1024, 768, 1024, 768),
        ("gpt-5.5", 7680, 1440, 6000, 1125), ("gpt-5.6-sol", 5120, 2880, 5120, 2880),
        ("gpt-6-astra", 3840, 2160, 3840, 2160),
        ("computer-use-preview", 1280, 800, 1280, 800),
        ("computer-use-preview", 2560, 1440, 2048, 1152),
        ("some-gateways-model", 1280, 800, 1280, 800),
        ("some-gateways-model", 1920, 1080, 1649, 928),
    ])
    func aScreenIsSentAsLargeAsTheModelTakesIt(
        model: String, width: Int, height: Int, sentWidth: Int, sentHeight: Int
    ) {
        let rule = ModelCatalogue.builtIn.facts(for: model).images
        let size = rule.largestTaken(for: Size(width: width, height: height))
        #expect(size == Size(width: sentWidth, height: sentHeight))
    }

    /// The table of the service's guide, computed by its formulas.
    @Test(arguments: [
        ("gpt-5.4", 1024, 768, 768), ("gpt-5.4", 1280, 800, 1000), ("gpt-5.4", 1440, 900, 1305),
        ("gpt-5.4", 1920, 1080, 2040), ("gpt-5.4", 3840, 2160, 8160),
        ("gpt-5.4-mini", 1024, 768, 1245), ("gpt-5.4-mini", 1280, 800, 1620),
        ("gpt-5.4-mini", 1600, 900, 2349), ("gpt-5.4-mini", 1920, 1080, 2443),
        ("computer-use-preview", 1024, 768, 581), ("computer-use-preview", 1280, 800, 839),
        ("computer-use-preview", 2560, 1440, 839),
    ])
    func aPictureCostsWhatTheServiceCounts(
        model: String, width: Int, height: Int, tokens: Int
    ) {
        let rule = ModelCatalogue.builtIn.facts(for: model).images
        let sent = rule.largestTaken(for: Size(width: width, height: height))
        #expect(rule.tokens(for: sent) == tokens)
    }

    @Test func whateverTheScreenThePictureIsTaken() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            let screen = Size(
                width: Int.random(in: 1...20_000, using: &random),
                height: Int.random(in: 1...20_000, using: &random))
            for rule in Self.rules {
                let size = rule.largestTaken(for: screen)
                #expect(rule.takes(size), "\(screen) as \(size)")
                #expect(size.width >= 1 && size.width <= screen.width)
                #expect(size.height >= 1 && size.height <= screen.height)
                #expect(hasTheShape(of: screen, size), "\(screen) as \(size)")
            }
        }
    }

    /// Whether one side is less than a pixel off what the other asks for.
    private func hasTheShape(of screen: Size, _ size: Size) -> Bool {
        let width = Double(size.height * screen.width) / Double(screen.height)
        let height = Double(size.width * screen.height) / Double(screen.width)
        return abs(Double(size.width) - width) < 1 || abs(Double(size.height) - height) < 1
    }

    @Test func whatIsTakenIsLeftAsItIs() {
        for rule in Self.rules {
            for size in [Size(width: 1, height: 1), Size(width: 1024, height: 768)] {
                #expect(rule.takes(size))
                #expect(rule.largestTaken(for: size) == size)
            }
        }
    }

    @Test func aPictureIsScaledOnlyWhenItMustBe() throws {
        let small = try PlannerTurn.showing(Size(width: 320, height: 200))
        #expect(try Picture(small, rule: .unknown).png == small.png)
        let large = try PlannerTurn.showing(Size(width: 2080, height: 40))
        let picture = try Picture(large, rule: .unknown)
        #expect(picture.space.picture == Size(width: 2048, height: 39))
        // Width and height stand at bytes 16 to 23 of a PNG file.
        #expect(Array(picture.png[16..<24]) == [0, 0, 8, 0, 0, 0, 0, 39])
    }
}

struct PriceTests {
    private func dollars(
        _ model: String, input: Int, cached: Int = 0, writes: Int = 0, output: Int
    ) -> Double? {
        let tokens = Reply.TokenCounts(
            input: input, cached: cached, cacheWrites: writes, output: output)
        return Usage(tokens, price: ModelCatalogue.builtIn.facts(for: model).price).dollars
    }

    /// Dollars for a thousand tokens each of input, cached input and output.
    @Test(arguments: [
        ("gpt-5.4", 0.01775), ("gpt-5.4-2026-03-05", 0.01775), ("gpt-5.4-mini", 0.005325),
        ("gpt-5.5", 0.0355), ("computer-use-preview-2025-03-11", 0.018),
    ])
    func aThousandOfEachHasItsPrice(model: String, expected: Double) throws {
        let found = try #require(dollars(model, input: 2000, cached: 1000, output: 1000))
        #expect(abs(found - expected) < 1e-12)
    }

    @Test func longInputIsDearer() throws {
        let below = try #require(dollars("gpt-5.4", input: 272_000, output: 1000))
        let above = try #require(dollars("gpt-5.4", input: 272_001, output: 1000))
        #expect(abs(below - (0.68 + 0.015)) < 1e-9)
        #expect(abs(above - (2 * 0.6800025 + 0.0225)) < 1e-9)
    }

    @Test func writingToTheCacheCostsAQuarterMore() throws {
        let found = try #require(dollars("gpt-5.6-sol", input: 1000, writes: 1000, output: 0))
        #expect(abs(found - 0.005) < 1e-12)
    }

    @Test(arguments: [
        "gpt-5.4-turbo", "gpt-6-astra", "llama", "gpt-5.4-2026", "gpt-5.4-2026-03-x5",
    ])
    func anUnknownModelHasNoPrice(model: String) {
        #expect(dollars(model, input: 1, output: 1) == nil)
    }

    @Test func aReplyWithoutCountsCostsNobodyKnowsWhat() {
        let usage = Usage(nil, price: ModelCatalogue.builtIn.facts(for: "gpt-5.4").price)
        #expect(usage.dollars == nil)
        #expect(usage.requests == 1)
    }
}
