import DeskwrightAgent
import DeskwrightCore
import DeskwrightHTTP
import DeskwrightJournals
import DeskwrightMockBackend
import DeskwrightOpenAI
import DeskwrightStandIn
import DeskwrightSuites
import DeskwrightX11Backend
import Foundation

/// The only place that names adapters: which desktop, planner and gate a task gets.
struct Wiring: Sendable {
    let model: ModelOptions
    let cassette: CassetteOptions
    let catalogue: ModelCatalogue
    let environment: RunEnvironment
    let displays: DisplayStock
    let progress: ConsoleProgress

    func adapters() -> Adapters {
        Adapters(
            openDesktop: openDesktop, openPlanner: openPlanner,
            makeGate: { task, folder in
                switch task.approval.mode {
                case .auto: PolicyGate(task.approval)
                case .step:
                    TerminalGate(
                        policy: task.approval, pictureFolder: folder.path, progress: progress)
                }
            },
            observe: progress.show)
    }

    /// Looks whether a real service would be asked without a key or for what the model does not
    /// take, before anything starts.
    ///
    /// - Returns: What to know of the model, a sentence each.
    func checkModel(for task: TaskSpec) throws -> [String] {
        if cassette.cassette != nil { _ = try service() }
        if !task.asksModel { return [] }
        if let standIn = standIn(for: task) { return try check(standIn, for: task) }
        let settings = try serviceSettings(for: task)
        if settings.key == nil, !settings.baseAddress.isLoopback {
            throw PlannerError(.missingKey(variable: "OPENAI_API_KEY"))
        }
        guard isAutomatic(task) else {
            return try check(settings, for: task) + unwatched(task.budget, settings.facts)
        }
        // The sorter needs no tool of the computer.
        let sorter = try serviceSettings(for: task, route: catalogue.routes.sorter).facts
        var warnings = sorter.warnings(today: Calendar.today) + unwatched(task.budget, sorter)
        for difficulty in ModelRoutes.Difficulty.allCases {
            let settings = try serviceSettings(for: task, route: catalogue.routes[difficulty])
            let all = try check(settings, for: task) + unwatched(task.budget, settings.facts)
            warnings += all.filter { !warnings.contains($0) }
        }
        return warnings
    }

    /// What of a budget cannot be kept.
    private func unwatched(_ budget: Budget, _ facts: ModelFacts) -> [String] {
        guard let dollars = budget.dollars, facts.price == nil else { return [] }
        return [
            "the price of \(facts.name) is not known, and so the budget of \(inDollars(dollars)) is "
                + "not watched; your own catalogue may say it, and `--budget tokens=…` needs none"
        ]
    }

    func check(_ settings: OpenAISettings, for task: TaskSpec) throws -> [String] {
        if let objection = settings.objection {
            throw UsageError("\(task.file): \(objection.reason)", hint: objection.hint)
        }
        return settings.warnings(today: Calendar.today)
    }

    /// Prices a task with the model that it would be run with; nothing is sent.
    func estimate(_ task: TaskSpec) async throws -> PricedTask {
        let settings = try serviceSettings(for: task)
        var warnings = try check(settings, for: task)
        if isAutomatic(task) {
            warnings.append("\(automaticModel) is priced as if the goal were of medium difficulty")
        }
        let screen = try await screenSize(of: task.display)
        let estimate = TaskEstimate(
            settings, goal: task.goal ?? "", screen: screen,
            stepCount: task.budget.stepCountMax ?? 100)
        return PricedTask(
            task: task, settings: settings, screen: screen, estimate: estimate,
            isFree: standIn(for: task) != nil || !task.asksModel, warnings: warnings)
    }

    private func screenSize(of display: DisplaySpec) async throws -> Size {
        switch display.place {
        case .mock(let path): try Scene.read(path: path).size
        case .attached(let name): try await X11Desktop.connect(to: name).size()
        case .privateServer: display.size
        }
    }

    var modelName: String? {
        model.model ?? environment.setting("DESKWRIGHT_MODEL")
    }

    @Sendable
    private func openDesktop(
        _ spec: DisplaySpec, _ folder: RunFolder
    ) async throws -> OpenDesktop {
        switch spec.place {
        case .mock(let path):
            let clock = VirtualClock()
            let desktop = MockDesktop(
                scene: try Scene.read(path: path), scratch: folder.workPath, clock: clock)
            return OpenDesktop(
                desktop: desktop, name: "mock", isPrivate: true, clock: clock, close: {})
        case .attached(let name):
            let desktop = try await X11Desktop.connect(to: name)
            return OpenDesktop(
                desktop: desktop, name: name, environment: ["DISPLAY": name], isPrivate: false,
                close: {})
        case .privateServer:
            let server = try await displays.take(spec)
            do {
                let desktop = try await X11Desktop.connect(
                    to: server.name, authority: server.authorityFile)
                return OpenDesktop(
                    desktop: desktop, name: server.name, environment: server.environment,
                    isPrivate: true, markers: [server.marker],
                    close: { await server.stop(keepingLogsIn: folder.path + "/apps") })
            } catch {
                await server.stop(keepingLogsIn: folder.path + "/apps")
                throw error
            }
        }
    }

    @Sendable
    private func openPlanner(
        _ task: TaskSpec, _ tell: @escaping Adapters.Tell
    ) async throws -> OpenPlanner {
        let http = try http()
        if let standIn = standIn(for: task), cassette.cassette == nil {
            let server = try await StandInServer.start(try standIn.role())
            let settings = try settings(for: task, baseURL: server.url, key: nil)
            return OpenPlanner(
                planner: planner(settings, task, http, tell), name: "\(settings.model) (stand-in)",
                inputLimit: settings.inputLimit(task.model.context),
                close: { await server.stop() })
        }
        if isAutomatic(task) {
            return OpenPlanner(
                planner: try router(task, http, tell), name: automaticModel,
                inputLimit: try routedSettings(task).values
                    .compactMap { $0.inputLimit(task.model.context) }
                    .min { $0.tokens < $1.tokens })
        }
        let settings = try serviceSettings(for: task)
        return OpenPlanner(
            planner: planner(settings, task, http, tell), name: settings.model,
            inputLimit: settings.inputLimit(task.model.context))
    }

    /// The way to the service, or what stands in its place; bodies are kept before they go out.
    private func http() throws -> any HTTPSending {
        let http = try service()
        let folder = cassette.keepRequests ?? environment.setting("DESKWRIGHT_KEEP_REQUESTS")
        return try folder.map { try RequestKeeper(folder: $0, http: http) } ?? http
    }

    private func service() throws -> any HTTPSending {
        let redact = { @Sendable [environment] (text: String) in environment.secrets.redact(text) }
        if let path = cassette.cassette {
            return try CassettePlayer(
                path: path, screens: cassette.cassetteScreens, redact: redact)
        }
        guard let path = cassette.recordCassette else { return HTTPClient() }
        return try CassetteRecorder(path: path, http: HTTPClient(), redact: redact)
    }

    /// Those of a line of the table for `auto`, or of the model that the task is run with.
    func serviceSettings(
        for task: TaskSpec, route: ModelRoutes.Route? = nil
    ) throws -> OpenAISettings {
        let route = route ?? (isAutomatic(task) ? catalogue.routes[.medium] : nil)
        return try settings(
            for: task, route: route,
            baseURL: cassette.cassette.map { _ in CassettePlayer.baseURL } ?? model.baseURL
                ?? environment.setting("OPENAI_BASE_URL") ?? OpenAISettings.defaultBaseURL,
            key: environment.setting("OPENAI_API_KEY"))
    }

    func planner(
        _ settings: OpenAISettings, _ task: TaskSpec, _ http: any HTTPSending,
        _ tell: @escaping Adapters.Tell
    ) -> OpenAIPlanner {
        OpenAIPlanner(
            settings: settings, goal: task.goal ?? "", http: http, clock: ContinuousClock(),
            tell: { [progress] news in
                if case .thinking(let text) = news { progress.show(thinking: text) }
                await tell(news)
            })
    }

    private func settings(
        for task: TaskSpec, route: ModelRoutes.Route? = nil, baseURL: String, key: String?
    ) throws -> OpenAISettings {
        let name = route?.model ?? modelName ?? task.model.name ?? "gpt-5.4"
        var settings = OpenAISettings(
            model: name, baseAddress: try WebAddress(baseURL),
            key: key.flatMap { $0.isEmpty ? nil : SecretText($0) }, catalogue: catalogue)
        settings.effort = model.effort ?? task.model.effort ?? route?.effort
        settings.tool = model.tool?.tool
        settings.api = try api(for: task)
        settings.store = !task.model.isStateless
        settings.contextTokensMax = settings.compactionLimit(task.model.context)
        settings.streams = model.stream ?? task.model.streams ?? progress.isWatched
        settings.organization = environment.setting("OPENAI_ORG_ID")
        settings.project = environment.setting("OPENAI_PROJECT_ID")
        return settings
    }
}

extension Wiring {
    /// A flag wins over the environment, that over the task file.
    private func api(for task: TaskSpec) throws -> ModelAPI {
        if let api = model.api { return api }
        guard let word = environment.setting("DESKWRIGHT_API") else {
            return task.model.api ?? .responses
        }
        guard let api = ModelAPI(rawValue: word) else {
            throw UsageError(
                "DESKWRIGHT_API is \(quoted(word))", hint: "it can be responses or chat")
        }
        return api
    }
}

extension Calendar {
    /// The day here and now, as `2026-11-24`.
    static var today: String {
        let parts = Calendar(identifier: .gregorian).dateComponents(
            [.year, .month, .day], from: Date())
        return String(
            format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }
}
