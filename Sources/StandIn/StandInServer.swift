import DeskwrightCore
import FlyingFox
import FlyingSocks
import Foundation

/// An offline server that speaks OpenAI's two APIs, and says what a script tells it to or follows sentences.
///
/// It listens on loopback only, and refuses what the real service refuses, in the same words as far
/// as they are known. Several may run at once.
package struct StandInServer: Sendable {
    /// The base URL for clients, as `http://127.0.0.1:40123/v1`.
    package let url: String
    package let port: Int
    private let server: HTTPServer
    private let serving: Task<Void, Never>

    /// Starts a server, and returns when it takes requests.
    ///
    /// - Parameters:
    ///   - role: What the model says; every chain of responses starts at its beginning.
    ///   - port: 0 takes a free one.
    ///   - requiredKey: The key that requests must bear; `nil` lets all in.
    ///   - keepRequests: A folder for the bodies of requests, `request-001.json` and so on; made if
    ///     need be.
    ///   - bodyLimit: The largest body that is taken, in bytes.
    ///   - now: Seconds since 1970.
    ///   - log: Takes one line for each request; never a key or a body.
    /// - Returns: A server that runs until ``stop()``.
    /// - Throws: ``StandInError``, when the port or the folder cannot be had.
    package static func start(
        _ role: StandInRole, port: Int = 0, requiredKey: String? = nil,
        keepRequests: String? = nil, bodyLimit: Int = 64 << 20,
        now: @escaping @Sendable () -> Int = { time(nil) },
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(StandInError) -> StandInServer {
        guard let number = UInt16(exactly: port) else {
            throw .cannotListen(port: port, reason: "ports go from 0 to 65535")
        }
        let service = APIService(
            player: role.player,
            book: ChainBook(seed: UInt64.random(in: 1...(.max))),
            requiredKey: requiredKey, requests: try keepRequests.map(RequestFolder.init(path:)),
            bodyLimit: bodyLimit, now: now, log: log)
        let server: HTTPServer
        do {
            server = HTTPServer(
                config: .init(
                    address: try sockaddr_in.inet(ip4: "127.0.0.1", port: number), timeout: 120,
                    sharedRequestReplaySize: 0, pool: PromptSocketPool(), logger: .disabled),
                handler: service)
        } catch {
            throw .cannotListen(port: port, reason: error.localizedDescription)
        }
        return try await start(server, port: port)
    }

    /// Closes the port and all connections.
    package func stop() async {
        await server.stop(timeout: 0)
        await serving.value
    }

    /// Waits until the server listens or has failed to.
    private static func start(
        _ server: HTTPServer, port: Int
    ) async throws(StandInError) -> StandInServer {
        let (reports, report) = AsyncStream<String?>.makeStream()
        let serving = Task {
            do {
                try await server.run()
            } catch {
                report.yield(error.localizedDescription)
            }
        }
        let watching = Task {
            do {
                try await server.waitUntilListening(timeout: 60)
                report.yield(nil)
            } catch {
                report.yield(error.localizedDescription)
            }
        }
        var iterator = reports.makeAsyncIterator()
        let reason = await iterator.next() ?? nil
        watching.cancel()
        if reason == nil, case .ip4(_, let actual) = await server.listeningAddress {
            return StandInServer(
                url: "http://127.0.0.1:\(actual)/v1", port: Int(actual), server: server,
                serving: serving)
        }
        serving.cancel()
        throw .cannotListen(port: port, reason: reason ?? "the socket has no address")
    }
}

/// Who is behind the server.
package enum StandInRole: Sendable {
    case script(ModelScript)
    /// It reads the screenshots, and does what the sentences of the goal say.
    case reader

    var player: any Player {
        switch self {
        case .script(let script): ScriptPlayer(script: script)
        case .reader: GoalPlayer()
        }
    }
}
