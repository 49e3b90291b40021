import DeskwrightCore
import DeskwrightTaskFiles
import Testing

@testable import DeskwrightOpenAI

struct CatalogueTests {
    private let builtIn = ModelCatalogue.builtIn

    @Test func everyEntryIsComplete() {
        #expect(builtIn.names.count >= 15)
        for name in builtIn.names {
            let facts = builtIn.facts(for: name)
            #expect(facts.isKnown && facts.name == name)
            #expect(facts.efforts != nil && facts.tools != nil, "\(name)")
        }
    }

    @Test(arguments: [
        ("gpt-5.4", ReasoningEffort.xhigh, nil),
        (
            "gpt-5.4", .max,
            "gpt-5.4 does not take the effort max, only none, low, medium, high, xhigh"
        ),
        ("gpt-5.4-pro", .low, "gpt-5.4-pro does not take the effort low, only medium, high, xhigh"),
        ("gpt-5.6-sol-2026-07-01", .max, nil),
        ("computer-use-preview", .low, "computer-use-preview has no effort to choose"),
        ("some-gateways-model", .max, nil),
    ])
    func anEffortIsTakenOrNot(model: String, effort: ReasoningEffort, objection: String?) {
        #expect(builtIn.facts(for: model).objection(to: effort) == objection)
    }

    @Test(arguments: [
        ("gpt-5.4", ComputerTool.computer, nil),
        ("gpt-5.4", .preview, "gpt-5.4 does not take computer_use_preview, only computer"),
        ("gpt-5.4-nano", .computer, "gpt-5.4-nano takes no computer tool"),
        ("some-gateways-model", .preview, nil),
    ])
    func aToolIsTakenOrNot(model: String, tool: ComputerTool, objection: String?) {
        #expect(builtIn.facts(for: model).objection(to: tool) == objection)
    }

    @Test(arguments: [
        ("gpt-5.4", "2026-11-24", nil),
        ("gpt-5.4-nano", "2026-11-24", nil),
        (
            "gpt-5.4-nano", "2027-03-30",
            "gpt-5.4-nano is announced to be shut down on 2027-04-01, in 2 days"
        ),
        (
            "computer-use-preview-2025-03-11", "2026-11-24",
            "computer-use-preview-2025-03-11 was announced to be shut down on 2026-07-23; "
                + "gpt-5.4-mini is named in its place"
        ),
        (
            "llama", "2026-11-24",
            "llama is not in the catalogue: its prices, limits and efforts are not known, and "
                + "pictures go at a size that every model takes"
        ),
    ])
    func whatIsToBeKnownOfAModelIsSaid(model: String, today: String, warning: String?) {
        let warnings = builtIn.facts(for: model).warnings(today: today)
        #expect(warnings == [warning].compactMap(\.self))
    }

    @Test(arguments: [
        ("2026-12-31", "2027-01-01", 1), ("2028-02-28", "2028-03-01", 2),
        ("2027-02-28", "2027-03-01", 1), ("2026-01-01", "2027-01-01", 365),
        ("2027-04-01", "2026-07-23", -252),
    ])
    func daysAreCounted(from: String, to: String, days: Int) {
        #expect(CalendarDay(to)?.days(since: CalendarDay(from)) == days)
    }

    // MARK: A user's own file

    private func adding(_ models: String) throws(FileFaults) -> ModelCatalogue {
        try builtIn.adding(text: "version: 1\nmodels:\n" + models, path: "mine.yaml")
    }

    @Test func anEntryTakesOverWhatItDoesNotSay() throws {
        let mine = try adding(
            """
              gpt-5.4: {price: {input: 2, output: 10}}
              local: {like: gpt-5.4-mini, tools: []}
            """)
        let changed = mine.facts(for: "gpt-5.4")
        #expect(changed.price?.input == 2 && changed.price?.cached == nil)
        #expect(changed.price?.cliff?.inputTokens == 272_000)
        #expect(changed.images == builtIn.facts(for: "gpt-5.4").images)
        let local = mine.facts(for: "local")
        #expect(local.images == builtIn.facts(for: "gpt-5.4-mini").images)
        #expect(local.tools == [] && local.price?.cliff == nil)
        #expect(builtIn.facts(for: "local").isKnown == false)
    }

    @Test(arguments: [
        ("  a: {like: b}", "no model \"b\" stands before this one"),
        ("  a: {price: {input: 1}}", "\"price\" needs the key \"output\""),
        ("  a: {cliff: {above: 9, input: 2, output: 2}}", "a model without a price has no cliff"),
        ("  a: {ends: soon}", "\"ends\" must be a day such as 2027-04-01, or never"),
        ("  a: {effort: [low]}", "unknown key \"effort\""),
        ("  a: {efforts: [lot]}", "cannot be \"lot\""),
        ("  a: {images: {side: 2048, detail: auto}}", "needs one of patches, tiles"),
    ])
    func aFaultIsSaidWithItsPlace(models: String, message: String) {
        #expect {
            _ = try adding(models)
        } throws: { error in
            let text = (error as? FileFaults)?.message ?? ""
            return text.contains(message) && text.hasPrefix("mine.yaml:3:")
        }
    }
}
