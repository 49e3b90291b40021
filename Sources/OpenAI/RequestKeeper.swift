import DeskwrightCore
import DeskwrightHTTP
import DeskwrightImages
import Foundation

/// Keeps the bodies of requests on their way to the service; never their header fields.
///
/// Each different body is kept once, as `responses-<name>.json` or `chat-<name>.json`, named by its
/// content: so many programs may keep theirs in one folder.
package struct RequestKeeper: HTTPSending {
    private let folder: String
    private let http: any HTTPSending

    /// Makes the folder if it is not there, for nobody else to read.
    ///
    /// - Throws: ``RequestKeeperError/unwritable(folder:reason:)``.
    package init(folder: String, http: any HTTPSending) throws(RequestKeeperError) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unwritable(folder: folder, reason: error.systemReason)
        }
        self.folder = folder
        self.http = http
    }

    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        do throws(RequestKeeperError) {
            try keep(request)
        } catch {
            throw .notKept(reason: error.message, hint: error.hint)
        }
        return try await http.send(request)
    }

    private func keep(_ request: HTTPRequest) throws(RequestKeeperError) {
        let isChat = request.address.description.hasSuffix("/chat/completions")
        let body = request.body
        let file = URL(fileURLWithPath: folder).appendingPathComponent(
            "\(isChat ? "chat" : "responses")-\(ContentAddress.name(of: body)).json")
        guard !FileManager.default.fileExists(atPath: file.path) else { return }
        do {
            // Whole or not at all: another program may be keeping the same.
            try Data(body).write(to: file, options: .atomic)
            // They hold the screen.
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: file.path)
        } catch {
            throw .unwritable(folder: folder, reason: error.systemReason)
        }
    }
}

/// Why requests cannot be kept.
package enum RequestKeeperError: Failure, Hashable {
    case unwritable(folder: String, reason: String)

    package var kind: FailureKind { .environment }

    package var message: String {
        switch self {
        case .unwritable(let folder, let reason):
            "cannot keep requests in \(quoted(folder)): \(reason)"
        }
    }

    package var hint: String? {
        "is there room, and may you write there? `--keep-requests DIR` keeps them elsewhere"
    }
}
