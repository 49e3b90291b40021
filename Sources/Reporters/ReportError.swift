import DeskwrightCore

/// Why a suite's result cannot be written, or be read back.
package enum ReportError: Failure, Hashable {
    /// A figure is none.
    case unwritable(reason: String)
    /// The file holds no JSON.
    case notJSON(file: String, reason: String)
    /// It is JSON, and no suite's result; the place is as in `tasks[3].verdict`, or empty.
    case wrongForm(file: String, place: String, reason: String)
    /// Another version of Deskwright wrote it.
    case otherVersion(file: String, version: Int)

    package var kind: FailureKind { .usage }

    package var message: String {
        switch self {
        case .unwritable(let reason): "the suite's result cannot be written as JSON: \(reason)"
        case .notJSON(let file, let reason): "\(file) is no JSON: \(reason)"
        case .wrongForm(let file, let place, let reason):
            "\(file) is no result of a suite: " + (place.isEmpty ? "" : "\(place): ") + reason
        case .otherVersion(let file, let version):
            "\(file) is a suite's result in version \(version) of the form; this program reads version 1"
        }
    }

    package var hint: String? {
        switch self {
        case .unwritable: nil
        case .notJSON: "was the file cut off? The run that wrote it has to be repeated"
        case .wrongForm: "only files that `deskwright run` wrote are read"
        case .otherVersion: "use the version of Deskwright that wrote it, for all shards"
        }
    }
}
