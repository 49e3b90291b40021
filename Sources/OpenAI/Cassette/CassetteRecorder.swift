import DeskwrightHTTP
import Foundation
import Glibc

/// Writes every exchange down on its way; a cassette is whole after each.
package final class CassetteRecorder: HTTPSending {
    /// The form of write(2), for tests that need a disk with little room.
    typealias Write = @Sendable (Int32, UnsafeRawPointer?, Int) -> Int

    private let http: any HTTPSending
    private let path: String
    private let put: Write
    private let file: FileHandle
    private let redact: @Sendable (String) -> String

    /// Makes the file, or empties it.
    ///
    /// - Parameters:
    ///   - path: The cassette.
    ///   - http: The way to the service.
    ///   - redact: Takes secrets out of texts.
    /// - Throws: ``CassetteError/unwritable(path:reason:)``.
    package convenience init(
        path: String, http: any HTTPSending, redact: @escaping @Sendable (String) -> String
    ) throws(CassetteError) {
        try self.init(path: path, http: http, redact: redact, write: Glibc.write)
    }

    init(
        path: String, http: any HTTPSending, redact: @escaping @Sendable (String) -> String,
        write put: @escaping Write
    ) throws(CassetteError) {
        self.http = http
        self.path = path
        self.redact = redact
        self.put = put
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
        let recorded = RecordedRequest(request, redact: redact)
        let result: Result<HTTPResponse, HTTPError>
        do throws(HTTPError) {
            result = .success(try await http.send(request))
        } catch {
            result = .failure(error)
        }
        if let outcome = Cassette.Outcome(
            result, assembly: recorded.assembly, redact: redact)
        {
            do throws(CassetteError) {
                try write(Cassette.Exchange(request: recorded, outcome: outcome).json)
            } catch {
                throw .notKept(reason: error.message, hint: error.hint)
            }
        }
        return try result.get()
    }

    private func write(_ line: JSONValue) throws(CassetteError) {
        let start = lseek(file.fileDescriptor, 0, SEEK_CUR)
        var rest = (JSONWriter.write(line) + [UInt8(ascii: "\n")])[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                put(file.fileDescriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let reason = String(cString: strerror(errno))
                // Half a line would make the whole cassette unreadable.
                ftruncate(file.fileDescriptor, start)
                throw .unwritable(path: path, reason: reason)
            }
            rest = rest.dropFirst(count)
        }
    }
}
