import Foundation
import Synchronization

/// A TCP server on a free loopback port that does to its clients whatever the test says.
///
/// Closed by `deinit`; every connection has a thread of its own.
package final class RawServer: Sendable {
    package let port: UInt16
    private let socket: Int32
    private let connectionCounter: ConnectionCounter

    /// How many clients have connected so far.
    package var connectionCount: Int { connectionCounter.value.withLock { $0 } }

    package var url: String { "http://127.0.0.1:\(port)" }

    /// Holds a port at which nobody listens.
    package convenience init() { self.init(listens: false) { _ in } }

    package init(listens: Bool = true, serve: @escaping @Sendable (RawConnection) -> Void) {
        let listener = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
                precondition(bind(listener, general, length) == 0, "no free loopback port")
                precondition(!listens || listen(listener, 64) == 0, "cannot listen")
                getsockname(listener, general, &length)
            }
        }
        socket = listener
        port = UInt16(bigEndian: address.sin_port)
        let counter = ConnectionCounter()
        connectionCounter = counter
        guard listens else { return }
        Thread.detachNewThread {
            while true {
                let client = accept(listener, nil, nil)
                if client < 0 { break }
                counter.value.withLock { $0 += 1 }
                Thread.detachNewThread {
                    let connection = RawConnection(client)
                    serve(connection)
                    connection.close()
                }
            }
            Glibc.close(listener)
        }
    }

    deinit {
        // Wakes the thread that accepts.
        if shutdown(socket, Int32(SHUT_RDWR)) != 0 { Glibc.close(socket) }
    }
}

private final class ConnectionCounter: Sendable {
    let value = Mutex(0)
}

/// One client of a ``RawServer``.
package final class RawConnection: Sendable {
    private let socket: Int32
    private let isOpen = Mutex(true)

    init(_ socket: Int32) {
        self.socket = socket
    }

    /// The head and the body of one request; empty when the client is gone.
    package func readRequest() -> String {
        var bytes: [UInt8] = []
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let wanted = contentLength(String(text[..<end.lowerBound]))
                if text[end.upperBound...].utf8.count >= wanted { return text }
            }
            var chunk = [UInt8](repeating: 0, count: 1 << 20)
            let count = read(socket, &chunk, chunk.count)
            if count <= 0 { return text }
            bytes += chunk[..<count]
        }
    }

    package func write(_ text: String) {
        write(bytes: Array(text.utf8))
    }

    package func write(bytes all: [UInt8]) {
        var bytes = all[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { pointer in
                send(socket, pointer.baseAddress, pointer.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// A whole answer of one kind or another.
    package func answer(_ status: String = "200 OK", headers: [String] = [], body: String = "") {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers
        write(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Waits until the client closes the connection.
    package func waitForEnd() {
        var byte: UInt8 = 0
        while read(socket, &byte, 1) > 0 {}
    }

    /// Ends the connection with a TCP reset.
    package func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    package func close() {
        isOpen.withLock { isOpen in
            if isOpen { Glibc.close(socket) }
            isOpen = false
        }
    }

    private func contentLength(_ head: String) -> Int {
        let line = head.split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("content-length:")
        }
        return line.flatMap { Int($0.drop { $0 != ":" }.dropFirst().filter { $0 != " " }) } ?? 0
    }
}
