import Glibc

/// A small X client, only to see whether a display lets us in and whether a window manager is there.
///
/// It speaks the protocol itself: a display that is not ready yet, or dies meanwhile, must not meet
/// Xlib's error handlers, which are one for the whole process, nor its one cookie for all displays.
///
/// - SeeAlso: X Window System Protocol, appendix B (protocol encoding); all numbers little-endian.
final class PrivateDisplayReadiness {
    enum Answer: Hashable {
        case accepted
        /// The server said no, and why.
        case refused(reason: String)
    }

    let answer: Answer
    private let socket: Int32
    private(set) var root: UInt32 = 0
    /// The first number that is ours to give to what we make.
    private(set) var firstID: UInt32 = 0

    /// Connects to a display of this machine; `nil` when nothing listens there or it hangs up.
    ///
    /// - Parameters:
    ///   - number: The display's, 0 for `:0`.
    ///   - cookie: The 16 bytes of MIT-MAGIC-COOKIE-1; none tries without.
    init?(number: Int, cookie: [UInt8]) {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard socket >= 0 else { return nil }
        self.socket = socket
        guard PrivateDisplayReadiness.connect(socket, to: "/tmp/.X11-unix/X\(number)") else {
            answer = .refused(reason: "")
            return nil
        }
        let name = cookie.isEmpty ? [] : Array("MIT-MAGIC-COOKIE-1".utf8)
        let setup: [UInt8] =
            [0x6C, 0] + bytes16(11) + bytes16(0) + bytes16(name.count)
            + bytes16(cookie.count) + bytes16(0) + padded(name) + padded(cookie)
        guard PrivateDisplayReadiness.send(setup, to: socket),
            let head = PrivateDisplayReadiness.receive(8, from: socket),
            let rest = PrivateDisplayReadiness.receive(4 * Int(number16(head, 6)), from: socket)
        else {
            answer = .refused(reason: "")
            return nil
        }
        guard head[0] == 1, let root = PrivateDisplayReadiness.root(inSetup: rest) else {
            answer = .refused(
                reason: String(decoding: rest.prefix(Int(head[1])), as: UTF8.self))
            return
        }
        answer = .accepted
        self.root = root
        firstID = number32(rest, 4)
    }

    deinit { close(socket) }

    /// Whether some client manages windows: only one may ask to be asked before a window is shown.
    var hasWindowManager: Bool {
        let getWindowAttributes: [UInt8] = [3, 0] + bytes16(2) + bytes32(root)
        let substructureRedirect: UInt32 = 1 << 20
        guard let reply = reply(to: getWindowAttributes), reply.count >= 36 else { return false }
        return number32(reply, 32) & substructureRedirect != 0
    }

    /// Whether the window manager has said that it is ready.
    ///
    /// - SeeAlso: Extended Window Manager Hints, `_NET_SUPPORTING_WM_CHECK`.
    var hasReadyWindowManager: Bool {
        let name = Array("_NET_SUPPORTING_WM_CHECK".utf8)
        let internAtom: [UInt8] =
            [16, 1] + bytes16(2 + padded(name).count / 4) + bytes16(name.count)
            + bytes16(0) + padded(name)
        guard let atom = reply(to: internAtom).map({ number32($0, 8) }), atom != 0 else {
            return false
        }
        let anyType: UInt32 = 0
        let getProperty: [UInt8] =
            [20, 0] + bytes16(6) + bytes32(root) + bytes32(atom) + bytes32(anyType)
            + bytes32(0) + bytes32(1)
        guard let reply = reply(to: getProperty), reply.count >= 36 else { return false }
        return reply[1] == 32 && number32(reply, 32) != 0
    }

    /// Sends a request that has no reply.
    func send(_ request: [UInt8]) {
        _ = PrivateDisplayReadiness.send(request, to: socket)
    }

    /// Sends one request and returns its reply; `nil` for an error or when the server is gone.
    func reply(to request: [UInt8]) -> [UInt8]? {
        guard PrivateDisplayReadiness.send(request, to: socket) else { return nil }
        while let packet = PrivateDisplayReadiness.receive(32, from: socket) {
            switch packet[0] {
            case 0: return nil
            case 1:
                let rest = 4 * Int(number32(packet, 4))
                return PrivateDisplayReadiness.receive(rest, from: socket).map { packet + $0 }
            // An event: keyboard mappings are told to everybody.
            case _: continue
            }
        }
        return nil
    }

    /// The first screen's root window, which comes after the vendor's name and the pixmap formats.
    private static func root(inSetup setup: [UInt8]) -> UInt32? {
        guard setup.count >= 32 else { return nil }
        let vendor = (Int(number16(setup, 16)) + 3) / 4 * 4
        let place = 32 + vendor + 8 * Int(setup[21])
        guard setup.count >= place + 4 else { return nil }
        return number32(setup, place)
    }

    private static func connect(_ socket: Int32, to path: String) -> Bool {
        // A server that hangs shall not hang us.
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        setsockopt(
            socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, length) == 0
            }
        }
    }

    private static func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
        // MSG_NOSIGNAL: a server that has gone is no reason for SIGPIPE.
        Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    private static func receive(_ count: Int, from socket: Int32) -> [UInt8]? {
        var result = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = result.withUnsafeMutableBytes {
                recv(socket, $0.baseAddress?.advanced(by: filled), count - filled, 0)
            }
            guard got > 0 else { return nil }
            filled += got
        }
        return result
    }
}

func bytes16(_ number: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt16(number).littleEndian) { Array($0) }
}

func bytes32(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
}

private func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
}

private func number16(_ bytes: [UInt8], _ place: Int) -> UInt16 {
    UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8
}

func number32(_ bytes: [UInt8], _ place: Int) -> UInt32 {
    UInt32(number16(bytes, place)) | UInt32(number16(bytes, place + 2)) << 16
}
