import Core
import TestSupport
import Testing

@testable import OpenAI

struct ImageRuleTests {
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
        let rule = ModelCatalogue.imageRule(for: model)
        let size = rule.largestTaken(for: Size(width: width, height: height))
        #expect(size == Size(width: sentWidth, height: sentHeight))
    }

    @Test func whateverTheScreenThePictureIsTaken() {
        let rules: [ImageRule] = [.original, .highOnly, .unresized, .tiles]
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            let screen = Size(
                width: Int.random(in: 1...20_000, using: &random),
                height: Int.random(in: 1...20_000, using: &random))
            for rule in rules {
                let size = rule.largestTaken(for: screen)
                #expect(rule.takes(size), "\(screen) as \(size)")
                #expect(size.width >= 1 && size.width <= screen.width)
                #expect(size.height >= 1 && size.height <= screen.height)
            }
        }
    }

    @Test func aPictureIsScaledOnlyWhenItMustBe() throws {
        let small = try PlannerTurn.showing(Size(width: 320, height: 200))
        #expect(try Picture(small, rule: .highOnly).png == small.png)
        let large = try PlannerTurn.showing(Size(width: 2080, height: 40))
        let picture = try Picture(large, rule: .highOnly)
        #expect(picture.space.picture == Size(width: 2048, height: 39))
        // Width and height stand at bytes 16 to 23 of a PNG file.
        #expect(Array(picture.png[16..<24]) == [0, 0, 8, 0, 0, 0, 0, 39])
    }
}

struct ModelSpaceTests {
    private static let spaces: [ModelSpace] = {
        var random = SeededGenerator(seed: 5)
        return (0..<60).map { _ in
            let screen = Size(
                width: Int.random(in: 1...5000, using: &random),
                height: Int.random(in: 1...5000, using: &random))
            return ModelSpace(
                screen: screen,
                picture: Size(
                    width: Int.random(in: 1...screen.width, using: &random),
                    height: Int.random(in: 1...screen.height, using: &random)))
        }
    }()

    @Test func everyPixelOfThePictureLandsInItsOwnCellOfTheScreen() {
        for space in Self.spaces {
            let (screen, picture) = (space.screen, space.picture)
            for place in 0..<max(picture.width, picture.height) {
                let (x, y) = (min(place, picture.width - 1), min(place, picture.height - 1))
                let point = space.toScreen(Point(x: x, y: y))
                // The middle of the screen's pixel lies between the two edges of the cell.
                let middle = ((2 * point.x + 1) * picture.width, (2 * point.y + 1) * picture.height)
                let isInside =
                    (2 * x * screen.width..<2 * (x + 1) * screen.width).contains(middle.0)
                    && (2 * y * screen.height..<2 * (y + 1) * screen.height).contains(middle.1)
                guard isInside, screen.bounds.contains(point) else {
                    Issue.record("\(x),\(y) goes to \(point) in \(space)")
                    return
                }
            }
        }
    }

    @Test func aPointOutsideStaysOutside() {
        for space in Self.spaces {
            for outside in [-1, -700, space.picture.width, space.picture.width + 3] {
                let point = space.toScreen(Point(x: outside, y: 0))
                #expect(!space.screen.bounds.contains(point), "\(outside) goes to \(point)")
            }
        }
    }

    @Test func aPictureOfTheSameSizeChangesNothing() {
        let size = Size(width: 1280, height: 800)
        let space = ModelSpace(screen: size, picture: size)
        let action = Action.scroll(at: Point(x: -4, y: 5000), dx: 7, dy: -9)
        #expect(space.toScreen(action) == action)
    }

    @Test func aScrollKeepsItsShareOfTheScreen() {
        let space = ModelSpace(
            screen: Size(width: 3000, height: 2000), picture: Size(width: 1500, height: 1000))
        let found = space.toScreen(.scroll(at: Point(x: 10, y: 20), dx: 3, dy: -50))
        #expect(found == .scroll(at: Point(x: 21, y: 41), dx: 6, dy: -100))
    }
}

struct PriceTests {
    private func dollars(
        _ model: String, input: Int, cached: Int = 0, writes: Int = 0, output: Int
    ) -> Double? {
        let tokens = Reply.TokenCounts(
            input: input, cached: cached, cacheWrites: writes, output: output)
        return Usage(requests: 1, tokens: tokens, price: ModelCatalogue.price(of: model)).dollars
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
        let usage = Usage(requests: 2, tokens: nil, price: ModelCatalogue.price(of: "gpt-5.4"))
        #expect(usage.dollars == nil)
        #expect(usage.requests == 2)
    }
}
