import DeskwrightCore
import DeskwrightOpenAI

/// A task with what it is likely to cost.
struct PricedTask {
    let task: TaskSpec
    let settings: OpenAISettings
    let screen: Size
    let estimate: TaskEstimate
    /// Whether the task as it stands asks the stand-in, which costs nothing.
    let isFree: Bool
    let warnings: [String]
}

/// Prints what a task is likely to cost, for a person or for a program, with all that was assumed.
struct EstimatePrinter {
    let isJSON: Bool

    func show(_ priced: PricedTask) {
        for warning in priced.warnings { Terminal.error.show(warning: warning) }
        if isJSON {
            Terminal.output.show(json: JSONEstimate(priced))
        } else {
            showText(priced)
        }
    }

    private func showText(_ priced: PricedTask) {
        let terminal = Terminal.output
        let effort = priced.settings.effort.map { ", effort \($0.rawValue)" } ?? ""
        terminal.line(
            terminal.styled(printable(priced.task.name), .bold)
                + " with \(priced.settings.model)\(effort), on a screen of \(priced.screen)")
        let heading = ["steps", "tokens in", "tokens out", "all cached", "nothing cached"]
        terminal.show(table: [heading] + priced.rowCounts.map { row(priced.estimate, count: $0) })
        if let limit = priced.limit { terminal.line(limit) }
        if priced.isFree {
            terminal.line("As it stands the task asks its script, which costs nothing.")
        }
        terminal.line("Assumed: " + priced.assumptions.joined(separator: "; ") + ".")
    }

    private func row(_ estimate: TaskEstimate, count: Int) -> [String] {
        let (cached, uncached) = (estimate.cached[count - 1], estimate.uncached[count - 1])
        return [
            "\(count)", "\(uncached.inputTokens)", "\(uncached.outputTokens)",
        ] + [cached, uncached].map { $0.dollars.map(inDollars) ?? "unknown" }
    }
}

extension PricedTask {
    /// The steps that get a row: some round counts, and all that the budget leaves room for.
    var rowCounts: [Int] {
        let all = estimate.uncached.count
        return [1, 5, 10, 20, 50, 100, 200, 500].filter { $0 < all } + [all]
    }

    /// How far the budget's dollars last.
    var limit: String? {
        guard let dollars = task.budget.dollars, estimate.cached.last?.dollars != nil else {
            return nil
        }
        func count(_ sums: [Usage]) -> Int { sums.count { $0.dollars ?? 0 <= dollars } }
        let (least, most) = (count(estimate.uncached), count(estimate.cached))
        let budget = "The budget of \(inDollars(dollars))"
        if least == estimate.uncached.count {
            return "\(budget) is enough for "
                + (least == 1 ? "the one step." : "all \(least) steps.")
        }
        let range = least == most ? "\(least)" : "\(least) to \(most)"
        return "\(budget) lasts for \(range) \(most == 1 ? "step" : "steps")."
    }

    /// Who keeps it, and how long it gets.
    private var conversation: String {
        guard settings.api == .responses, settings.store else {
            return "every request sends the conversation, without what is old of it"
        }
        let limit = settings.contextTokensMax.map { ", until it is made shorter at about \($0)" }
        return "the service keeps the conversation, and all of it is input of each step"
            + (limit ?? "")
    }

    var assumptions: [String] {
        var all = [
            "a step is one request with a picture of \(estimate.pictureTokens) tokens "
                + "(\(estimate.picture)) and a reply of \(estimate.replyTokens)",
            conversation,
            "three bytes of text are a token, and the tool is 500",
            "no request is repeated", "how many steps the task takes is not known",
        ]
        if settings.facts.price == nil {
            all.append("the price of \(settings.model) is not known, so that there are no dollars")
        }
        return all
    }
}

/// An estimate as one line of JSON.
private struct JSONEstimate: Encodable {
    struct Row: Encodable {
        let steps: Int
        let inputTokens: Int
        let outputTokens: Int
        /// `nil` where the price is not known.
        let dollarsCached: Double?
        let dollarsUncached: Double?
    }

    let task: String
    let model: String
    let effort: ReasoningEffort?
    let budget: Budget
    let estimates: [Row]
    let assumptions: [String]

    init(_ priced: PricedTask) {
        task = priced.task.name
        model = priced.settings.model
        effort = priced.settings.effort
        budget = priced.task.budget
        assumptions = priced.assumptions
        estimates = priced.rowCounts.map { count in
            let (cached, uncached) =
                (priced.estimate.cached[count - 1], priced.estimate.uncached[count - 1])
            return Row(
                steps: count, inputTokens: uncached.inputTokens,
                outputTokens: uncached.outputTokens, dollarsCached: cached.dollars,
                dollarsUncached: uncached.dollars)
        }
    }
}
