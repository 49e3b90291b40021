import DeskwrightCore
import DeskwrightStandIn
import DeskwrightTaskFiles

/// What the stand-in server is started with for a task.
enum StandInChoice {
    case script(path: String)
    case reader

    func role() throws -> StandInRole {
        switch self {
        case .script(let path): .script(try ModelScript.read(path: path))
        case .reader: .reader
        }
    }
}

/// Tasks that need no service: a script, or the reader.
extension Wiring {
    /// `nil` where a model of a service is asked.
    func standIn(for task: TaskSpec) -> StandInChoice? {
        if let modelName { return modelName == readerModel ? .reader : nil }
        switch task.model.source {
        case .service: return nil
        case .script(let path): return .script(path: path)
        case .reader: return .reader
        }
    }

    /// The goal of a task may have been written for another model.
    func check(_ standIn: StandInChoice, for task: TaskSpec) throws -> [String] {
        guard case .reader = standIn else { return [] }
        do {
            _ = try task.goal.map(PlainGoal.init)
        } catch {
            throw UsageError("\(task.file): the goal: \(error.message)", hint: error.hint)
        }
        return try check(serviceSettings(for: task), for: task)
    }
}
