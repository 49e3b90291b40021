extension ScriptedFault {
    /// The answer in place of the right one, which is made only where a part of it is sent.
    func answer(insteadOf reply: () async -> Answer) async -> Answer {
        switch kind {
        case .status(let status, let code, let message, let delay):
            var refusal = APIRefusal.outage(status)
            if let code { refusal.code = code }
            if let message { refusal.message = message }
            refusal.retryAfterSeconds = delay
            return Answer(refusal)
        case .truncate:
            var answer = await reply()
            answer.isCut = true
            return answer
        case .html:
            let page = "<html><head><title>502 Bad Gateway</title></head><body>proxy</body></html>"
            return Answer(status: 502, contentType: "text/html", body: page)
        case .body(let text):
            return Answer(status: 200, contentType: "application/json", body: text)
        }
    }

    /// What the log calls it.
    var label: String {
        switch kind {
        case .status(let status, _, _, _): "scripted fault: status \(status)"
        case .truncate: "scripted fault: truncated reply"
        case .html: "scripted fault: a proxy's page"
        case .body: "scripted fault: another body"
        }
    }
}

extension APIRefusal {
    /// The service's words when the request is not what is wrong.
    ///
    /// - SeeAlso: OpenAI's guide "Error codes".
    static func outage(_ status: Int) -> APIRefusal {
        switch status {
        case 401: wrongKey
        case 429:
            APIRefusal(
                status: status, message: "Rate limit reached for requests.", type: "requests",
                code: "rate_limit_exceeded")
        case 503:
            APIRefusal(
                status: status,
                message: "Our servers are currently overloaded. Please try again later.",
                type: "service_unavailable_error", code: "server_is_overloaded")
        case 500...:
            APIRefusal(
                status: status,
                message: "The server had an error while processing your request. Sorry about that!",
                type: "server_error", code: "server_error")
        default: APIRefusal(status: status, message: "The request was refused.")
        }
    }
}
