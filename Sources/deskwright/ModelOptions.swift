import ArgumentParser
import DeskwrightCore
import DeskwrightOpenAI
import DeskwrightTaskFiles
import Foundation

/// Which model, and how to reach it. A flag wins over the environment, that over the task file.
struct ModelOptions: ParsableArguments {
    @Option(
        help: """
            The model's name, also instead of a script; auto chooses by the goal, reader needs \
            no key. (env: DESKWRIGHT_MODEL)
            """)
    var model: String?

    @Option(help: "How much it thinks.")
    var effort: ReasoningEffort?

    @Option(
        help: """
            The tool it is given; auto goes by the model's name, and with chat it means functions.
            """)
    var tool: ToolChoice?

    @Option(
        help: """
            How it is asked; chat is Chat Completions, which gateways and local servers speak. \
            (env: DESKWRIGHT_API; default: responses)
            """)
    var api: ModelAPI?

    @Flag(
        inversion: .prefixedNo,
        help: "Tell its thoughts as they come. (default: on a terminal)")
    var stream: Bool?

    @Flag(help: "The service keeps nothing: every request sends the conversation.")
    var stateless = false

    @Option(
        help: ArgumentHelp(
            "How long a request may get, such as limit=100k,then=compact; or then=ask, then=stop.",
            valueName: "rule"))
    var context: String?

    @Option(help: ArgumentHelp("Where the service is. (env: OPENAI_BASE_URL)", valueName: "url"))
    var baseURL: String?

    @OptionGroup var models: CatalogueOptions
}

/// Recording the exchange with a model's service, and doing without the service.
struct CassetteOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Write the whole exchange with the model's service into this file: no keys, pictures by name.",
            valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var recordCassette: String?

    @Option(
        help: ArgumentHelp(
            "Ask no service: answer from this recording, whose requests have to come again.",
            valueName: "file"),
        completion: .file(extensions: ["jsonl"]))
    var cassette: String?

    @Option(
        help: ArgumentHelp(
            "What of the recorded pictures has to come again; any is the size alone.",
            valueName: "how"))
    var cassetteScreens = CassetteScreens.same

    @Option(
        help: ArgumentHelp(
            "Keep the body of each different request in this folder. (env: DESKWRIGHT_KEEP_REQUESTS)",
            valueName: "dir"),
        completion: .directory)
    var keepRequests: String?

    func validate() throws {
        if cassette != nil, recordCassette != nil {
            throw ValidationError("--cassette and --record-cassette do not go together")
        }
    }
}

extension CassetteScreens: ExpressibleByArgument {}

/// What is known of models besides the built-in catalogue.
struct CatalogueOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Your own catalogue of models. (env: DESKWRIGHT_MODELS; default: "
                + "~/.config/deskwright/models.yaml, if it is there)", valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var models: String?

    func catalogue(_ variables: [String: String]) throws(FileFaults) -> ModelCatalogue {
        if let path = models ?? variables["DESKWRIGHT_MODELS"], !path.isEmpty {
            return try ModelCatalogue.read(path: path)
        }
        let home = variables["HOME"].map { $0 + "/.config" }
        guard let folder = variables["XDG_CONFIG_HOME"] ?? home else { return .builtIn }
        let path = folder + "/deskwright/models.yaml"
        return FileManager.default.fileExists(atPath: path)
            ? try ModelCatalogue.read(path: path) : .builtIn
    }
}

extension ReasoningEffort: ExpressibleByArgument {}

extension ModelAPI: ExpressibleByArgument {}

/// `--tool` as it is typed.
enum ToolChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, computer
    case preview = "computer_use_preview"

    var tool: ComputerTool? { ComputerTool(rawValue: rawValue) }
}
