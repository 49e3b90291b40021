import DeskwrightCore

/// A run as a task file that needs no model, and the pictures that it looks for.
package struct RecordedScript: Sendable, Hashable {
    /// A picture of a place that has no words.
    package struct Picture: Sendable, Hashable {
        /// Its file's, such as `1.png`.
        package var name: String
        package var png: [UInt8]
    }

    package var text: String
    package var pictures: [Picture]
}

/// Why a run cannot be written as a script.
package enum RecordingError: Failure, Hashable {
    /// Nothing was done in the run.
    case noActions(run: String)
    /// The folder has a journal and no task.
    case noTask(run: String)

    package var kind: FailureKind { .usage }

    package var message: String {
        switch self {
        case .noActions(let run): "\(run) has no action that was delivered"
        case .noTask(let run): "\(run) has no task.yaml, whose apps and files a script needs"
        }
    }

    package var hint: String? { nil }
}
