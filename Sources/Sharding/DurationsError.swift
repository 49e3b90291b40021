import DeskwrightCore

/// Why a file of durations cannot be used.
package enum DurationsError: Failure, Hashable {
    case notJSON(file: String)
    /// It is JSON, but not an object.
    case notAnObject(file: String)
    /// What stands for this task is not a list of seconds.
    case notSeconds(file: String, id: String)

    init(_ error: DecodingError, file: String) {
        let path: [any CodingKey]
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .keyNotFound(_, let context):
            path = context.codingPath
            self = .notAnObject(file: file)
        case .dataCorrupted(let context):
            path = context.codingPath
            self = .notJSON(file: file)
        @unknown default:
            path = []
            self = .notJSON(file: file)
        }
        if let id = path.first?.stringValue { self = .notSeconds(file: file, id: id) }
    }

    package var kind: FailureKind { .usage }

    package var message: String {
        switch self {
        case .notJSON(let file): "\(file) is not JSON"
        case .notAnObject(let file): "\(file) is not an object with the ids of tasks as keys"
        case .notSeconds(let file, let id):
            "\(file) has for \(quoted(id)) something else than a list of seconds"
        }
    }

    package var hint: String? {
        switch self {
        case .notJSON:
            "is it half written, or is a merge conflict in it? mend it, or delete it: "
                + "without it all tasks count as equally long"
        case .notAnObject, .notSeconds:
            "a line of it looks like `\"tasks/a.yaml\": [12.5, 11.9]`; mend it, or delete the "
                + "file: without it all tasks count as equally long"
        }
    }
}
