import DeskwrightCore
import FlyingFox
import FlyingSocks
import Foundation

/// Serves the pages of a folder to this machine's browsers, for as long as the command runs.
///
/// It listens on loopback only. What a browser may ask for lies below a random word in the address, so that no
/// page of somebody else, and nobody else on this machine, can read it.
struct PageServer {
    private let folder: String
    /// The page that is opened, in the folder.
    private let page: String

    init(folder: String, page: String) {
        self.folder = folder
        self.page = page
    }

    /// Serves until the task is cancelled or the process ends.
    ///
    /// - Parameter announce: Takes the page's address once it can be asked for.
    /// - Throws: Why no port can be had.
    func run(announce: @escaping @Sendable (String) -> Void) async throws {
        let token = (0..<4).map { _ in String(UInt32.random(in: 0 ... .max), radix: 36) }.joined()
        let server = HTTPServer(
            address: try sockaddr_in.inet(ip4: "127.0.0.1", port: 0), logger: .disabled,
            handler: PageHandler(root: folder, token: token))
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run() }
            try await server.waitUntilListening()
            guard case .ip4(_, let port) = await server.listeningAddress else {
                throw UsageError("no port of this machine can be had")
            }
            announce("http://127.0.0.1:\(port)/\(token)/\(page)")
            try await group.waitForAll()
        }
    }
}

/// Answers with pages and pictures below the token, and with nothing else.
struct PageHandler: HTTPHandler {
    private let root: String
    private let token: String

    init(root: String, token: String) {
        self.root = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
        self.token = token
    }

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard request.method == .GET, isFromHere(request.headers[.host] ?? ""),
            let (file, type) = file(for: request.path),
            let body = FileManager.default.contents(atPath: file)
        else { return HTTPResponse(statusCode: .notFound) }
        return HTTPResponse(
            statusCode: .ok,
            headers: [
                .contentType: type, HTTPHeader("X-Content-Type-Options"): "nosniff",
                HTTPHeader("Referrer-Policy"): "no-referrer",
                HTTPHeader("Cache-Control"): "no-store",
            ], body: body)
    }

    /// A name of somebody else's that leads to this machine is not ours.
    private func isFromHere(_ host: String) -> Bool {
        ["127.0.0.1", "localhost"].contains(host.split(separator: ":").first.map(String.init) ?? "")
    }

    /// The file that a path means, links followed, and its type; `nil` for what is not to be had.
    private func file(for path: String) -> (path: String, type: String)? {
        let prefix = "/\(token)/"
        let types = ["html": "text/html; charset=utf-8", "png": "image/png"]
        guard path.hasPrefix(prefix),
            let name = String(path.dropFirst(prefix.count)).removingPercentEncoding,
            let type = types[(name as NSString).pathExtension]
        else { return nil }
        let file = URL(fileURLWithPath: "\(root)/\(name)").resolvingSymlinksInPath().path
        return file.hasPrefix(root + "/") ? (file, type) : nil
    }
}
