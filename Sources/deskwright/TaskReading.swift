import DeskwrightCore
import DeskwrightImages
import DeskwrightMockBackend
import DeskwrightStandIn
import DeskwrightTaskFiles
import Foundation

/// Reads task files with all that they refer to, so that every fault is found before anything starts.
enum TaskReading {
    static func read(
        path: String, environment: [String: String]
    ) throws(FileFaults) -> [TaskSpec] {
        let tasks = try TaskFile.read(path: path, environment: environment)
        try lookAtPictures(tasks)
        for task in tasks {
            if case .mock(let scene) = task.display.place { _ = try Scene.read(path: scene) }
            if case .script(let script) = task.model.source {
                _ = try ModelScript.read(path: script)
            }
        }
        return tasks
    }

    /// Whether the pictures that are looked for can be: a damaged one would never be found.
    private static func lookAtPictures(_ tasks: [TaskSpec]) throws(FileFaults) {
        var faults: [Fault] = []
        for path in Set(tasks.flatMap(\.images)).sorted() {
            do {
                let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
                _ = try ImagePattern(png: bytes)
            } catch let error as ImageError {
                faults.append(Fault(file: path, message: error.message, hint: error.hint))
            } catch {
                faults.append(Fault(file: path, message: error.systemReason))
            }
        }
        guard faults.isEmpty else { throw FileFaults(faults) }
    }
}
