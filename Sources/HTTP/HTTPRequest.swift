/// One request.
package struct HTTPRequest: Sendable {
    package enum Method: String, Sendable, Hashable {
        case get = "GET"
        case post = "POST"
    }

    package var method: Method
    package var address: WebAddress
    package var headers: HTTPHeaders
    /// Sent as `Authorization: Bearer …`, and shown nowhere.
    package var bearer: SecretText?
    /// Empty for `GET`.
    package var content: HTTPBody
    /// For a response that is written while it is sent; `nil` waits for the whole.
    package var stream: StreamReading?

    package init(
        _ method: Method, _ address: WebAddress, headers: HTTPHeaders = HTTPHeaders(),
        bearer: SecretText? = nil, content: HTTPBody = HTTPBody()
    ) {
        self.method = method
        self.address = address
        self.headers = headers
        self.bearer = bearer
        self.content = content
    }

    /// The same with a body that is in memory.
    package init(
        _ method: Method, _ address: WebAddress, headers: HTTPHeaders = HTTPHeaders(),
        bearer: SecretText? = nil, body: [UInt8]
    ) {
        self.init(method, address, headers: headers, bearer: bearer, content: HTTPBody(body))
    }

    /// The body as it is sent, all of it in memory.
    package var body: [UInt8] {
        get { content.bytes }
        set { content = HTTPBody(newValue) }
    }

    /// What takes this request's secrets out of a text.
    package var redaction: Redaction {
        let fields = headers.fields.filter { HTTPRequest.isSecret($0.name) }
        return Redaction((bearer.map { [$0] } ?? []) + fields.map { SecretText($0.value) })
    }

    /// Header fields that carry credentials.
    static func isSecret(_ name: String) -> Bool {
        ["authorization", "proxy-authorization", "cookie", "api-key", "x-api-key"]
            .contains(name.lowercased())
    }

    /// What is wrong with a header field, without its value; `nil` when it can be sent.
    ///
    /// A line break in a value would start another field.
    ///
    /// - SeeAlso: RFC 9110, section 5.5.
    static func fault(in field: HTTPHeaders.Field) -> String? {
        let isToken = field.name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isToken, !field.name.isEmpty else { return "\(field.name) is no header's name" }
        let isLine = field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        return isLine ? nil : "the header \(field.name) holds a control character"
    }
}

/// How a response is read that is written while it is sent.
package struct StreamReading: Sendable {
    /// Is given the body of a success part by part, on the transfer's own thread, and says whether
    /// that was all.
    ///
    /// Then the server has a quarter of a second to end the response as it should; however it ends,
    /// or does not, it is taken for whole.
    package var take: @Sendable (ArraySlice<UInt8>) -> Bool

    package init(take: @escaping @Sendable (ArraySlice<UInt8>) -> Bool) {
        self.take = take
    }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "\(method.rawValue) \(address), \(content.byteCount) bytes" }
    package var debugDescription: String { description }
    /// Keeps header values out of `dump`.
    package var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
