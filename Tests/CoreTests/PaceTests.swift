import DeskwrightCore
import Testing

struct PaceTests {
    private func pace(_ costs: [Double?]) -> Pace {
        costs.reduce(into: Pace()) { $0.add($1) }
    }

    @Test(
        arguments: [
            ([], 10, nil), ([2], 10, 20), ([2, 2], 1, 4), ([1, 3], 4, 8),
            // Costs that grow by one go on growing by one.
            ([1, 2, 3, 4, 5, 6], 10, 55), ([6, 5, 4, 3, 2, 1], 8, 25), ([1, nil, 1], 4, 4),
        ] as [([Double?], Int, Double?)])
    func costsGoOnAsTheyDid(costs: [Double?], count: Int, dollars: Double?) {
        #expect(pace(costs).dollars(after: count) == dollars)
    }

    @Test(
        arguments: [
            ([], 5.0, 10, nil), ([1], 5, 10, 6), ([1], 5, 5, nil), ([1, 2, 3, 4], 8, 9, 4),
            ([1, 2], 3, 1, nil),
        ] as [([Double?], Double, Int, Int?)])
    func theDecisionThatSpendsASumIsTheFirstOneAboveIt(
        costs: [Double?], dollars: Double, within: Int, count: Int?
    ) {
        #expect(pace(costs).count(spending: dollars, within: within) == count)
    }

    @Test(arguments: [
        (0, "$0.00"), (1.5, "$1.50"), (0.12, "$0.12"), (0.05, "$0.05"), (0.0083, "$0.0083"),
        (0.0000004, "$0.00"), (0.25, "$0.25"), (0.996, "$1.00"), (-0.5, "-$0.50"), (.nan, "$?"),
        (.infinity, "$?"),
    ])
    func dollarsAreShownWithTheDigitsThatCount(dollars: Double, text: String) {
        #expect(inDollars(dollars) == text)
    }

    @Test(
        arguments: [
            (0.5, 7, "$0.12 of $0.50, about $0.42 at this pace"),
            (0.5, 30, "$0.12 of $0.50, used up at about step 9 at this pace"),
            (nil, 7, "$0.12, about $0.42 at this pace"), (0.5, nil, "$0.12 of $0.50"),
        ] as [(Double?, Int?, String)])
    func spendingIsToldWithWhereItLeads(limit: Double?, steps: Int?, words: String) {
        var usage = Usage()
        usage.dollars = 0.12
        var budget = Budget()
        (budget.dollars, budget.steps) = (limit, steps)
        #expect(spendingInWords(usage, of: budget, at: pace([0.06, 0.06])) == words)
    }

    @Test(arguments: [nil, 0] as [Double?])
    func whatCostsNothingOrNobodyKnowsIsNotTold(dollars: Double?) {
        var usage = Usage()
        usage.dollars = dollars
        #expect(spendingInWords(usage, of: Budget(), at: pace([])) == nil)
    }

    @Test(
        arguments: [(100, nil, 100), (9, 7, 7), (nil, 5, 5), (nil, nil, nil)]
            as [(Int?, Int?, Int?)])
    func theFewestOfStepsAndRequestsBoundTheDecisions(steps: Int?, requests: Int?, count: Int?) {
        var budget = Budget()
        (budget.steps, budget.requests) = (steps, requests)
        #expect(budget.stepCountMax == count)
    }
}
