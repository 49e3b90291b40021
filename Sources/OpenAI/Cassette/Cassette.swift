import DeskwrightCore
import DeskwrightHTTP

/// A recorded exchange with a model's service: what was asked, and what came.
///
/// In a file each exchange is a line of JSON, after a first line with the version. Keys are in no
/// line, since a request's header fields are not recorded; pictures stand as their names, which are
/// those of the run folder's screens.
enum Cassette {
    struct Exchange: Sendable, Hashable {
        var request: RecordedRequest
        var outcome: Outcome
    }

    enum Outcome: Sendable, Hashable {
        /// The body is a text; bytes that are none are replaced.
        case response(status: Int, headers: HTTPHeaders, body: String)
        /// No response came; `mayPass` says whether another try was worth it.
        case failure(reason: String, mayPass: Bool)
    }

    /// The first line of a file; version 1 named pictures by their files, not by their pixels.
    static let head: JSONValue = ["deskwright-cassette": 2]

    /// The header fields that say something to a client of the service; all others are not kept.
    static let keptHeaders = [
        "content-type", "retry-after", "retry-after-ms", "x-should-retry", "x-request-id",
    ]
}

extension Cassette.Exchange {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "request": ["path": .string(request.path), "body": request.body]
        ]
        switch outcome {
        case .failure(let reason, let mayPass):
            members["failure"] = ["reason": .string(reason), "may-pass": .bool(mayPass)]
        case .response(let status, let headers, let body):
            let fields = headers.fields.map { ($0.name.lowercased(), JSONValue.string($0.value)) }
            members["response"] = [
                "status": .number(Double(status)), "body": .string(body),
                "headers": .object(Dictionary(fields, uniquingKeysWith: { first, _ in first })),
            ]
        }
        return .object(members)
    }

    /// `nil` when this is no exchange.
    init?(_ json: JSONValue) {
        guard let path = json["request"]?["path"]?.string, let body = json["request"]?["body"]
        else { return nil }
        request = RecordedRequest(path: path, body: body)
        if let failure = json["failure"], let reason = failure["reason"]?.string,
            case .bool(let mayPass)? = failure["may-pass"]
        {
            outcome = .failure(reason: reason, mayPass: mayPass)
        } else if let reason = json["failure"]?.string {
            // As it was written first: all that went wrong was taken for a lost connection.
            outcome = .failure(reason: reason, mayPass: true)
        } else if let response = json["response"], let status = response["status"]?.count,
            let body = response["body"]?.string, case .object(let members)? = response["headers"]
        {
            let fields = members.sorted { $0.key < $1.key }.compactMap { name, value in
                value.string.map { HTTPHeaders.Field(name, $0) }
            }
            outcome = .response(status: status, headers: HTTPHeaders(fields), body: body)
        } else {
            return nil
        }
    }
}

/// Why a cassette cannot be recorded or played.
package enum CassetteError: Failure, Hashable {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    /// A line of the file, from 1, is no exchange.
    case badLine(path: String, line: Int, reason: String)

    package var kind: FailureKind {
        switch self {
        case .unreadable, .badLine: .usage
        case .unwritable: .environment
        }
    }

    package var message: String {
        switch self {
        case .unreadable(let path, let reason):
            "cannot read the cassette \(quoted(path)): \(reason)"
        case .unwritable(let path, let reason):
            "cannot write the cassette \(quoted(path)): \(reason)"
        case .badLine(let path, let line, let reason):
            "line \(line) of the cassette \(quoted(path)): \(reason)"
        }
    }

    package var hint: String? {
        switch self {
        case .unreadable, .badLine: "`--record-cassette FILE` records one anew"
        case .unwritable:
            "is there room, and may you write there? `--record-cassette FILE` names another place"
        }
    }
}
