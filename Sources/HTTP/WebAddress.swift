import DeskwrightCCurl

/// An absolute `http` or `https` URL without a user name or password in it.
///
/// Parsed by libcurl, so that what is looked at here is what it will connect to.
///
/// - SeeAlso: curl_url_set(3); RFC 3986.
public struct WebAddress: Sendable, Hashable {
    /// The whole URL, with the query.
    public let text: String
    /// `http` or `https`.
    public let scheme: String
    /// In lower case; an IPv6 address is in brackets.
    public let host: String

    /// Reads a URL; nothing is looked up.
    ///
    /// - Throws: ``HTTPError/invalidAddress(text:reason:)``.
    public init(_ text: String) throws(HTTPError) {
        let parser = try URLParser.parse(text)
        let scheme = parser[CURLUPART_SCHEME] ?? ""
        guard ["http", "https"].contains(scheme) else {
            throw .invalidAddress(text: parser.safeText, reason: "it is neither http nor https")
        }
        guard parser[CURLUPART_USER] == nil, parser[CURLUPART_PASSWORD] == nil else {
            throw .invalidAddress(
                text: parser.safeText, reason: "it holds a user name or a password")
        }
        guard let host = parser[CURLUPART_HOST], let whole = parser[CURLUPART_URL] else {
            throw .invalidAddress(text: parser.safeText, reason: "it names no host")
        }
        self.text = whole
        self.scheme = scheme
        self.host = host.lowercased()
    }

    /// The address of something below this one, such as `responses`; a query stays where it is.
    package func appending(_ path: String) throws(HTTPError) -> WebAddress {
        let parser = try URLParser.parse(text)
        var base = parser[CURLUPART_PATH] ?? ""
        while base.hasSuffix("/") { base.removeLast() }
        try parser.set(CURLUPART_PATH, "\(base)/\(path)")
        return try WebAddress(parser[CURLUPART_URL] ?? text)
    }

    /// Whether the address is on this machine, whatever the name service says.
    ///
    /// - SeeAlso: RFC 6761, section 6.3; RFC 1122, section 3.2.1.3.
    package var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether what is sent there can be read on the way.
    package var isUnprotected: Bool { scheme == "http" && !isLoopback }
}

extension WebAddress: CustomStringConvertible {
    /// The URL without its query, which may hold a key.
    public var description: String {
        String(text.prefix { $0 != "?" })
    }
}

/// One URL taken apart by libcurl.
private struct URLParser: ~Copyable {
    private let handle: OpaquePointer

    private init() throws(HTTPError) {
        guard let handle = curl_url() else {
            throw .invalidAddress(text: "", reason: "out of memory")
        }
        self.handle = handle
    }

    static func parse(_ text: String) throws(HTTPError) -> URLParser {
        let parser = try URLParser()
        let flags = UInt32(CURLU_NON_SUPPORT_SCHEME)
        let code = curl_url_set(parser.handle, CURLUPART_URL, text, flags)
        guard code == CURLUE_OK else {
            // The text may hold a password: what cannot be parsed cannot be shown.
            let shown = text.contains("@") ? Redaction.mark : String(text.prefix { $0 != "?" })
            throw .invalidAddress(text: shown, reason: String(cString: curl_url_strerror(code)))
        }
        return parser
    }

    deinit { curl_url_cleanup(handle) }

    subscript(part: CURLUPart) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        guard curl_url_get(handle, part, &value, 0) == CURLUE_OK, let value else { return nil }
        defer { curl_free(value) }
        return String(cString: value)
    }

    func set(_ part: CURLUPart, _ text: String) throws(HTTPError) {
        let code = curl_url_set(handle, part, text, 0)
        guard code == CURLUE_OK else {
            throw .invalidAddress(
                text: safeText, reason: String(cString: curl_url_strerror(code)))
        }
    }

    /// Scheme, host and path: what may be shown of any URL.
    var safeText: String {
        let parts = [CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PATH].map { self[$0] ?? "" }
        return "\(parts[0])://\(parts[1])\(parts[2])"
    }
}
