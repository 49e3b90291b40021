import ArgumentParser
import DeskwrightCore
import DeskwrightOpenAI
import Foundation

struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "Show what is known of models: prices, limits, efforts, tools, announced ends.",
        discussion: """
            Prices are dollars for a million tokens: input, cached input, output. Your own \
            catalogue has the form of the built-in one, Sources/OpenAI/Catalogue/models.yaml.

            EXAMPLES
              deskwright models
              deskwright models --models mine.yaml gpt-5.4 my-gateways-model
              deskwright models --routes
            """)

    @Argument(help: "Only these.")
    var names: [String] = []

    @Flag(help: "Show where `--model auto` goes instead.")
    var routes = false

    @OptionGroup var models: CatalogueOptions

    func run() throws {
        let catalogue = try models.catalogue(ProcessInfo.processInfo.environment)
        if routes { return showRoutes(catalogue.routes) }
        let rows = (names.isEmpty ? catalogue.names : names).map { row(catalogue.facts(for: $0)) }
        Terminal.output.show(table: [ModelsCommand.heading] + rows)
    }

    private func showRoutes(_ routes: ModelRoutes) {
        let lines =
            [("sorter", routes.sorter)]
            + ModelRoutes.Difficulty.allCases.map { ($0.rawValue, routes[$0]) }
        Terminal.output.show(
            table: [["goal", "model", "effort"]]
                + lines.map { [$0, $1.model, $1.effort?.rawValue ?? "-"] })
    }

    private static let heading = [
        "model", "in", "cached", "out", "context", "cliff", "efforts", "tools", "apis", "ends",
    ]

    private func row(_ facts: ModelFacts) -> [String] {
        let price = facts.price
        return [
            facts.name + (facts.isKnown ? "" : " (unknown)"), dollars(price?.input),
            dollars(price.flatMap { $0.cached ?? $0.input }), dollars(price?.output),
            thousands(facts.contextTokens), thousands(price?.cliff?.inputTokens),
            words(facts.efforts?.map(\.rawValue)), words(facts.tools?.map(\.rawValue)),
            words(facts.apis?.map(\.rawValue)),
            facts.end ?? "-",
        ]
    }

    private func dollars(_ amount: Double?) -> String {
        amount.map { String(format: $0 < 1 ? "%.3g" : "%.2f", $0) } ?? "-"
    }

    private func thousands(_ tokens: Int?) -> String { tokens.map { "\($0 / 1000)k" } ?? "-" }

    private func words(_ list: [String]?) -> String {
        list.map { $0.isEmpty ? "-" : $0.joined(separator: " ") } ?? "?"
    }
}
