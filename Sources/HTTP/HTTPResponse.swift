/// One response, whatever its status.
package struct HTTPResponse: Sendable {
    package var status: Int
    /// With the request's secrets taken out.
    package var headers: HTTPHeaders
    /// The bytes as they came: a server may have put the request's secrets into them.
    package var body: [UInt8]
    private let redaction: Redaction

    /// The redaction is that of the request which this answers.
    package init(
        status: Int, headers: HTTPHeaders, body: [UInt8], redaction: Redaction = Redaction([])
    ) {
        self.status = status
        self.headers = HTTPHeaders(headers.fields.map { .init($0.name, redaction($0.value)) })
        self.body = body
        self.redaction = redaction
    }

    /// Takes the request's secrets out of a text that was read from the body.
    package func redacted(_ text: String) -> String { redaction(text) }

    /// The beginning of the body for people, on one line and without the request's secrets.
    package func excerpt(characterCountMax: Int = 200) -> String {
        // Redacted before it is cut: half a key is a secret too.
        let text = redaction(String(decoding: body.prefix(64 << 10), as: UTF8.self))
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let shown = words.prefix(characterCountMax)
        return shown.count < words.count ? shown + " …" : words
    }
}

extension HTTPResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "HTTP \(status), \(body.count) bytes" }
    package var debugDescription: String { description }
    /// Keeps the body out of `dump`.
    package var customMirror: Mirror { Mirror(self, children: ["response": description]) }
}
