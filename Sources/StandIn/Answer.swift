import FlyingFox
import FlyingSocks
import Foundation

/// What goes back over HTTP.
struct Answer: Sendable, Hashable {
    var status: Int
    var contentType = "application/json"
    var body: String
    /// The events of a reply that is streamed, in place of the body.
    var events: [String]?
    var retryAfterSeconds: Int?
    /// Whether the connection breaks off half way through the body.
    var isCut = false

    init(status: Int = 200, _ json: JSON) {
        self.status = status
        body = json.text
    }

    init(status: Int, contentType: String, body: String) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    init(events: [String]) {
        self.init(status: 200, contentType: "text/event-stream; charset=utf-8", body: "")
        self.events = events
    }

    init(_ refusal: APIRefusal) {
        self.init(status: refusal.status, refusal.body)
        retryAfterSeconds = refusal.retryAfterSeconds
    }

    func response(requestID: String) -> HTTPResponse {
        let data = Data(body.utf8)
        var headers = HTTPHeaders()
        headers[.contentType] = contentType
        headers[HTTPHeader("x-request-id")] = requestID
        if let retryAfterSeconds {
            headers[HTTPHeader("Retry-After")] = String(retryAfterSeconds)
        }
        let code = HTTPStatusCode(status, phrase: Answer.phrase(for: status))
        if let events {
            let sent = isCut ? Array(events.prefix(events.count / 2)) : events
            return HTTPResponse(
                statusCode: code, headers: headers,
                body: HTTPBodySequence(from: EventBytes(events: sent, isCut: isCut)))
        }
        guard isCut else { return HTTPResponse(statusCode: code, headers: headers, body: data) }
        let half = CutBytes(bytes: data.prefix(data.count / 2))
        return HTTPResponse(
            statusCode: code, headers: headers,
            body: HTTPBodySequence(from: half, count: data.count))
    }

    /// - SeeAlso: RFC 9110, section 15.
    private static func phrase(for status: Int) -> String {
        switch status {
        case 200: "OK"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 413: "Content Too Large"
        case 422: "Unprocessable Content"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        default: "Error"
        }
    }
}

/// Events that are sent one by one; cut ones end in an error, so that the connection is closed.
private struct EventBytes: AsyncBufferedSequence {
    typealias Element = UInt8

    let events: [String]
    let isCut: Bool

    struct Iterator: AsyncBufferedIteratorProtocol {
        var left: ArraySlice<String>
        let isCut: Bool

        mutating func next() async throws -> UInt8? {
            preconditionFailure("the server reads buffers")
        }

        mutating func nextBuffer(suggested count: Int) async throws -> Data? {
            guard let event = left.popFirst() else {
                if isCut { throw CutBytes.Cut() }
                return nil
            }
            return Data(event.utf8)
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(left: events[...], isCut: isCut) }
}

/// Bytes that end in an error, so that the server closes the connection in the middle of a body.
private struct CutBytes: AsyncBufferedSequence {
    typealias Element = UInt8

    let bytes: Data

    struct Cut: Error {}

    struct Iterator: AsyncBufferedIteratorProtocol {
        var left: Data

        mutating func next() async throws -> UInt8? {
            guard let byte = left.popFirst() else { throw Cut() }
            return byte
        }

        mutating func nextBuffer(suggested count: Int) async throws -> Data? {
            guard !left.isEmpty else { throw Cut() }
            defer { left = left.dropFirst(count) }
            return left.prefix(count)
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(left: bytes) }
}
