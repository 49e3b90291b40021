import DeskwrightHTTP

extension Cassette.Outcome {
    /// What is recorded of how a request ended; `nil` when it was cut off here, which is no answer.
    init?(
        _ result: Result<HTTPResponse, HTTPError>, assembly: any StreamAssembly.Type,
        redact: (String) -> String
    ) {
        switch result {
        case .failure(.cancelled): return nil
        case .failure(let error):
            self = .failure(reason: redact(error.reason), mayPass: error.mayPass)
        case .success(let response):
            var kept = response.headers.fields.filter {
                Cassette.keptHeaders.contains($0.name.lowercased())
            }
            var body = String(decoding: response.body, as: UTF8.self)
            if response.isStream {
                let whole = Cassette.Outcome.whole(response.body, assembly, redact)
                body = whole.text
                kept.removeAll { $0.name.lowercased() == "content-type" }
                kept.append(.init("Content-Type", whole.type))
            }
            self = .response(
                status: response.status, headers: HTTPHeaders(kept), body: redact(body))
        }
    }

    /// A streamed reply as it would have come in one piece: its events may hold a secret in pieces,
    /// which nobody finds there. One that never became whole stands as a stream without an event.
    private static func whole(
        _ body: [UInt8], _ assembly: any StreamAssembly.Type, _ redact: (String) -> String
    ) -> (text: String, type: String) {
        do throws(ReplyFault) {
            let reply = try assembly.assemble(body)
            return (reply.mapStrings(redact).description, "application/json")
        } catch {
            return ("", "text/event-stream")
        }
    }
}

extension HTTPResponse {
    /// Whether this is a reply that came in events.
    fileprivate var isStream: Bool {
        (200..<300).contains(status)
            && EventStream.isOne(body, contentType: headers["content-type"])
    }
}
