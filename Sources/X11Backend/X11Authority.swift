import DeskwrightCX11
import DeskwrightCore
import Glibc

/// The cookie that lets a client in, out of an Xauthority file.
///
/// - SeeAlso: Xau(3), XSetAuthorization(3), Xsecurity(7).
struct X11Authority {
    let name: [CChar]
    let data: [CChar]

    /// Looks for the display's cookie.
    ///
    /// Entries for this machine win over others; a display on another machine takes the entry with
    /// its address or its name, else any entry with its number. A display at this machine's loopback
    /// address, as ssh offers it, is on this machine.
    init(file path: String, display: X11DisplayName) throws(DesktopError) {
        guard let file = fopen(path, "r") else {
            throw .cannotConnect(
                display: display.text,
                reason:
                    "cannot read the authority file \(path): \(String(cString: strerror(errno)))")
        }
        defer { fclose(file) }
        let place = Place(of: display)
        var best: (rank: Int, authority: X11Authority)?
        while let entry = XauReadAuth(file) {
            defer { XauDisposeAuth(entry) }
            guard let rank = X11Authority.rank(of: entry.pointee, for: display, at: place) else {
                continue
            }
            guard rank > best?.rank ?? 0 else { continue }
            best = (rank, X11Authority(entry.pointee))
        }
        guard let best else {
            throw .cannotConnect(
                display: display.text,
                reason: "the authority file \(path) has no cookie for it")
        }
        self = best.authority
    }

    private init(_ entry: Xauth) {
        name = characters(entry.name, entry.name_length)
        data = characters(entry.data, entry.data_length)
    }

    /// How well an entry fits, from 1; `nil` when it is for another display or of another kind.
    private static func rank(
        of entry: Xauth, for display: X11DisplayName, at place: Place
    ) -> Int? {
        guard text(entry.name, entry.name_length) == "MIT-MAGIC-COOKIE-1" else { return nil }
        let number = text(entry.number, entry.number_length)
        guard number.isEmpty || number == String(display.number) else { return nil }
        let address = characters(entry.address, entry.address_length)
        switch Int32(entry.family) {
        case FamilyWild: return 3
        case FamilyLocal where place.isHere: return text(address) == thisHost() ? 4 : 2
        case let family:
            let isExact = place.addresses.contains { $0.family == family && $0.bytes == address }
            return isExact || text(address) == display.host ? 4 : 1
        }
    }

    /// Where a display is.
    private struct Place {
        var addresses: [(family: Int32, bytes: [CChar])] = []
        var isHere = true

        init(of display: X11DisplayName) {
            guard let host = display.host else { return }
            isHere = false
            var found: UnsafeMutablePointer<addrinfo>?
            guard getaddrinfo(host, nil, nil, &found) == 0 else { return }
            defer { freeaddrinfo(found) }
            var next = found
            while let info = next?.pointee {
                add(info)
                next = info.ai_next
            }
        }

        private mutating func add(_ info: addrinfo) {
            switch info.ai_family {
            case AF_INET:
                let bytes = address(in: info, at: \sockaddr_in.sin_addr)
                isHere = isHere || bytes[0] == 127
                addresses.append((FamilyInternet, bytes))
            case AF_INET6:
                let bytes = address(in: info, at: \sockaddr_in6.sin6_addr)
                isHere = isHere || bytes == Array(repeating: 0, count: 15) + [1]
                addresses.append((FamilyInternet6, bytes))
            default: break
            }
        }

        private func address<Socket, Address>(
            in info: addrinfo, at field: KeyPath<Socket, Address>
        ) -> [CChar] {
            let socket = UnsafeRawPointer(info.ai_addr!).loadUnaligned(as: Socket.self)
            return withUnsafeBytes(of: socket[keyPath: field]) { $0.map(CChar.init(bitPattern:)) }
        }
    }
}

/// The parts of a display's name, `host:number.screen`; no host means this machine.
struct X11DisplayName {
    let text: String
    let host: String?
    let number: Int

    init(_ text: String) throws(DesktopError) {
        self.text = text
        guard let colon = text.lastIndex(of: ":"),
            let number = Int(text[text.index(after: colon)...].prefix { $0 != "." }), number >= 0
        else {
            throw .cannotConnect(display: text, reason: "a display is written as :99 or host:99")
        }
        let host = text[..<colon]
        self.host = host.isEmpty || host == "unix" ? nil : String(host)
        self.number = number
    }

    /// Why opening failed, as far as it can be told from outside; Xlib itself does not say.
    var likelyReason: String {
        guard host == nil else { return "no X server answers there, or it does not let us in" }
        let socket = "/tmp/.X11-unix/X\(number)"
        return access(socket, F_OK) == 0
            ? "the server at \(socket) does not answer, or does not let us in"
            : "no X server listens at \(socket)"
    }
}

private func thisHost() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}

private func characters(_ start: UnsafeMutablePointer<CChar>?, _ count: UInt16) -> [CChar] {
    Array(UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(count)))
}

private func text(_ start: UnsafeMutablePointer<CChar>?, _ count: UInt16) -> String {
    text(characters(start, count))
}

private func text(_ characters: [CChar]) -> String {
    String(decoding: characters.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
