import FlyingFox
import FlyingSocks
import Glibc

/// Lets every socket send at once what it is given.
///
/// The server writes a reply's header and its body apart. Without `TCP_NODELAY` the body waits
/// until the client has acknowledged the header, which takes clients 40 ms: more than all else in
/// a reply. Sockets come by here before they are first read from, and the listening one passes the
/// option on to those that it accepts.
///
/// - SeeAlso: tcp(7), `TCP_NODELAY` and `TCP_QUICKACK`.
struct PromptSocketPool: AsyncSocketPool {
    private let pool: any AsyncSocketPool = HTTPServer.defaultPool()

    func prepare() async throws { try await pool.prepare() }

    func run() async throws { try await pool.run() }

    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        let option = BoolSocketOption(level: Int32(IPPROTO_TCP), name: TCP_NODELAY)
        try socket.setValue(true, for: option)
        try await pool.suspendSocket(socket, untilReadyFor: events)
    }
}
