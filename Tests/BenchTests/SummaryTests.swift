import Testing

@testable import DeskwrightBench

struct SummaryTests {
    @Test(arguments: [
        ([3.0], (3.0, 3.0, 3.0)), ([1, 2], (1.25, 1.5, 1.75)), ([9, 1, 5], (3, 5, 7)),
        ([4, 1, 3, 2], (1.75, 2.5, 3.25)), ([7, 7, 7, 7, 100], (7, 7, 7)),
    ])
    func theMiddleHalfOfTheValues(values: [Double], expected: (Double, Double, Double)) throws {
        let summary = try #require(Summary(values))
        #expect(summary.lowerQuartile == expected.0)
        #expect(summary.median == expected.1)
        #expect(summary.upperQuartile == expected.2)
    }

    @Test func nothingHasNoMedian() {
        #expect(Summary([]) == nil)
    }

    @Test(arguments: [
        (0.0, "0.00"), (0.294, "0.29"), (0.999, "1.00"), (1, "1.0"), (4.04, "4.0"), (9.94, "9.9"),
        (9.96, "10"), (65.5, "66"), (1234.4, "1,234"), (1_000_000, "1,000,000"),
    ])
    func figuresHaveTwoDigitsThatMatter(value: Double, text: String) {
        #expect(significant(value) == text)
    }
}
