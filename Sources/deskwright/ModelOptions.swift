import ArgumentParser
import Core
import OpenAI

/// Which model, and how to reach it. A flag wins over the environment, that over the task file.
struct ModelOptions: ParsableArguments {
    @Option(help: "The model's name, also instead of a script. (env: DESKWRIGHT_MODEL)")
    var model: String?

    @Option(help: "How much it thinks: none, minimal, low, medium, high, xhigh or max.")
    var effort: ReasoningEffort?

    @Option(
        help: """
            The tool it is given: auto (by the model's name), computer or computer_use_preview.
            """)
    var tool: ToolChoice?

    @Option(help: "Where the service is. (env: OPENAI_BASE_URL)")
    var baseURL: String?
}

extension ReasoningEffort: ExpressibleByArgument {}

/// `--tool` as it is typed.
enum ToolChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, computer
    case preview = "computer_use_preview"

    var tool: ComputerTool? { ComputerTool(rawValue: rawValue) }
}
