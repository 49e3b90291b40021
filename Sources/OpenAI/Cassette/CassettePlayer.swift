import DeskwrightCore
import DeskwrightHTTP
import Foundation
import Synchronization

/// Answers from a cassette and from nowhere else: each request has to be the next one of it.
package final class CassettePlayer: HTTPSending {
    /// A base address for settings: on this machine, where no key is wanted; nobody is asked there.
    package static let baseURL = "http://127.0.0.1/v1"

    private let path: String
    private let exchanges: [Cassette.Exchange]
    private let screens: CassetteScreens
    private let redact: @Sendable (String) -> String
    private let place = Mutex(0)

    /// Reads the whole cassette.
    ///
    /// - Parameters:
    ///   - path: The cassette.
    ///   - screens: How alike pictures have to be.
    ///   - redact: Takes secrets out of texts, as when it was recorded.
    /// - Throws: ``CassetteError``, with the line that is none.
    package init(
        path: String, screens: CassetteScreens = .same,
        redact: @escaping @Sendable (String) -> String
    ) throws(CassetteError) {
        self.path = path
        self.screens = screens
        self.redact = redact
        exchanges = try CassettePlayer.read(path)
    }

    private static func read(_ path: String) throws(CassetteError) -> [Cassette.Exchange] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw .unreadable(path: path, reason: error.systemReason)
        }
        var exchanges: [Cassette.Exchange] = []
        let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let value: JSONValue
            do throws(JSONFault) {
                value = try JSONParser.parse([UInt8](line))
            } catch {
                throw .badLine(
                    path: path, line: index + 1, reason: "it is no JSON: \(error.reason)")
            }
            if index == 0 {
                guard value == Cassette.head else {
                    throw .badLine(path: path, line: 1, reason: "this is no cassette of version 2")
                }
                continue
            }
            guard let exchange = Cassette.Exchange(value) else {
                throw .badLine(path: path, line: index + 1, reason: "this is no exchange")
            }
            exchanges.append(exchange)
        }
        guard !exchanges.isEmpty else {
            throw .unreadable(path: path, reason: "it holds no exchange")
        }
        return exchanges
    }

    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let number = place.withLock { place in
            place += 1
            return place
        }
        guard number <= exchanges.count else {
            throw .notRecorded(
                reason:
                    "the cassette \(quoted(path)) is over: it holds "
                    + "\(counted(exchanges.count, "request")), "
                    + "and this is number \(number)")
        }
        let exchange = exchanges[number - 1]
        let redaction = request.redaction
        let sent = RecordedRequest(request) { redact(redaction($0)) }
        let differences = sent.differences(from: exchange.request, screens: screens)
        guard differences.isEmpty else {
            let lines = differences.map { "\n  " + $0 }.joined()
            throw .notRecorded(
                reason: "request \(number) is not that of the cassette \(quoted(path)):\(lines)")
        }
        switch exchange.outcome {
        case .failure(let reason, let mayPass):
            throw .recorded(
                url: request.address.description, reason: reason, mayPass: mayPass)
        case .response(let status, let headers, let body):
            let bytes = Array(body.utf8)
            if (200..<300).contains(status) { _ = request.stream?.take(bytes[...]) }
            return HTTPResponse(
                status: status, headers: headers, body: bytes, redaction: redaction)
        }
    }
}
