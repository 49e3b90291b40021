import DeskwrightCore
import DeskwrightHTTP
import DeskwrightOpenAI
import DeskwrightSuites

/// `model: auto`: the planner that chooses the model by the goal.
extension Wiring {
    func isAutomatic(_ task: TaskSpec) -> Bool {
        (modelName ?? task.model.name) == automaticModel && standIn(for: task) == nil
    }

    func router(
        _ task: TaskSpec, _ http: any HTTPSending, _ tell: @escaping Adapters.Tell
    ) throws -> RoutingPlanner {
        let routes = catalogue.routes
        // Read before the run, so that none of them fails in the middle of it.
        let settings = try routedSettings(task)
        var sorter = try serviceSettings(for: task, route: routes.sorter)
        sorter.effort = routes.sorter.effort
        sorter.streams = false
        return RoutingPlanner(
            sorter: sorter, goal: task.goal ?? "", routes: routes, http: http,
            clock: ContinuousClock(),
            makePlanner: { [sorter] in planner(settings[$0] ?? sorter, task, http, tell) },
            tell: tell)
    }

    /// The settings of every line of the table but the sorter's.
    func routedSettings(_ task: TaskSpec) throws -> [ModelRoutes.Route: OpenAISettings] {
        let routes = ModelRoutes.Difficulty.allCases.map { catalogue.routes[$0] }
        return try Dictionary(
            uniqueKeysWithValues: Set(routes).map {
                ($0, try serviceSettings(for: task, route: $0))
            })
    }
}
