import DeskwrightHTTP
import Foundation

/// Writes every exchange down on its way; a cassette is whole after each.
package final class CassetteRecorder: HTTPSending {
    private let http: any HTTPSending
    private let path: String
    private let file: FileHandle
    private let redact: @Sendable (String) -> String

    /// Makes the file, or empties it.
    ///
    /// - Parameters:
    ///   - path: The cassette.
    ///   - http: The way to the service.
    ///   - redact: Takes secrets out of texts.
    /// - Throws: ``CassetteError/unwritable(path:reason:)``.
    package init(
        path: String, http: any HTTPSending, redact: @escaping @Sendable (String) -> String
    ) throws(CassetteError) {
        self.http = http
        self.path = path
        self.redact = redact
        // Others may not read what a model was shown.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try write(Cassette.head)
    }

    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let redaction = request.redaction
        let redact = { [redact] in redact(redaction($0)) }
        let outcome: Cassette.Outcome
        let result: Result<HTTPResponse, HTTPError>
        do throws(HTTPError) {
            let response = try await http.send(request)
            result = .success(response)
            let kept = response.headers.fields.filter {
                Cassette.keptHeaders.contains($0.name.lowercased())
            }
            outcome = .response(
                status: response.status, headers: HTTPHeaders(kept),
                body: redact(String(decoding: response.body, as: UTF8.self)))
        } catch {
            result = .failure(error)
            outcome = .failure(reason: error.reason)
        }
        let recorded = RecordedRequest(request, redact: redact)
        do throws(CassetteError) {
            try write(Cassette.Exchange(request: recorded, outcome: outcome).json)
        } catch {
            throw .notRecorded(reason: error.message)
        }
        return try result.get()
    }

    private func write(_ line: JSONValue) throws(CassetteError) {
        do {
            try file.write(contentsOf: JSONWriter.write(line) + [UInt8(ascii: "\n")])
        } catch {
            throw .unwritable(path: path, reason: error.localizedDescription)
        }
    }
}
