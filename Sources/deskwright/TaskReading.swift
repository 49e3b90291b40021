import DeskwrightCore
import DeskwrightMockBackend
import DeskwrightStandIn
import DeskwrightTaskFiles

/// Reads task files with all that they refer to, so that every fault is found before anything starts.
enum TaskReading {
    static func read(
        path: String, environment: [String: String]
    ) throws(FileFaults) -> [TaskSpec] {
        let tasks = try TaskFile.read(path: path, environment: environment)
        for task in tasks {
            if case .mock(let scene) = task.display.place { _ = try Scene.read(path: scene) }
            if case .script(let script) = task.model.source {
                _ = try ModelScript.read(path: script)
            }
        }
        return tasks
    }
}
