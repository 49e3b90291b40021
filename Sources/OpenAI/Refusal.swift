import DeskwrightCore
import DeskwrightHTTP

/// A response that is no success, as far as it can be understood.
///
/// - SeeAlso: OpenAPI specification of the service, `ErrorResponse`.
struct Refusal: Sendable, Hashable {
    var status: Int
    var message: String
    var type: String?
    var code: String?
    var param: String?
    var requestID: String?

    /// Takes the service's envelope, other servers' likes of it, and any text at all.
    init(_ response: HTTPResponse) {
        status = response.status
        requestID = response.headers["x-request-id"]
        let json = try? JSONParser.parse(response.body)
        let error = json?["error"] ?? json ?? .null
        let text =
            error["message"]?.string ?? error.string ?? error["detail"]?.string
            ?? Refusal.location(response) ?? Refusal.title(response) ?? response.excerpt()
        message = String(response.redacted(text).prefix(500))
        if message.isEmpty { message = "no reason given" }
        type = error["type"]?.string
        code = error["code"]?.string
        param = error["param"]?.string
    }

    /// Where a redirection points, which is not followed.
    private static func location(_ response: HTTPResponse) -> String? {
        guard (300..<400).contains(response.status), let target = response.headers["location"]
        else { return nil }
        return "it redirects to \(target.prefix { $0 != "?" }), which is not followed"
    }

    /// The title of a proxy's HTML page.
    private static func title(_ response: HTTPResponse) -> String? {
        let page = response.excerpt(characterCountMax: 4000)
        guard let match = page.firstMatch(of: /(?i)<title[^>]*>(.*?)<\/title>/) else { return nil }
        return String(match.1)
    }

    /// Said of an account without money or with a spent limit: waiting does not help.
    ///
    /// - SeeAlso: developers.openai.com/api/docs/guides/error-codes
    var isBilling: Bool {
        let words = [
            "insufficient_quota", "billing_hard_limit_reached", "credit_balance_exhausted",
            "organization_spend_limit_exceeded", "project_spend_limit_exceeded",
            "organization_usage_limit_exceeded",
        ]
        return [code, type].compactMap { $0 }.contains(where: words.contains)
    }

    /// Whether the model wants the other computer tool.
    ///
    /// Seen: `Tool 'computer_use_preview' is not supported with gpt-5.4.`, with `param: "tools"`.
    func rejects(_ tool: ComputerTool) -> Bool {
        guard status == 400, param?.hasPrefix("tools") ?? true else { return false }
        let text = message.lowercased()
        return text.contains("'\(tool.rawValue)'")
            && (text.contains("not supported") || text.contains("invalid value"))
    }

    /// Whether the service does not know the conversation any more.
    var isOfLostConversation: Bool {
        code == "previous_response_not_found"
            || (status == 400 && param == "previous_response_id")
    }

    /// Whether the organisation may not have summaries of the model's thoughts.
    var rejectsSummary: Bool { status == 400 && param == "reasoning.summary" }

    /// Whether the server does not send replies while they are written, or not to this organisation.
    ///
    /// Seen: `Your organization must be verified to stream this model.`, with `param: "stream"`.
    var rejectsStream: Bool {
        [400, 403, 422, 501].contains(status)
            && (param?.hasPrefix("stream") ?? message.lowercased().contains("stream"))
    }

    /// Whether the server does not know the path at all, so that another API may be what it speaks.
    ///
    /// Seen: `404 page not found`, `{"detail":"Not Found"}`, `Invalid URL (POST /v1/responses)`.
    var isOfUnknownPath: Bool {
        [404, 405, 501].contains(status) && code != "model_not_found" && param == nil
            && !message.lowercased().contains("model")
    }

    /// What was answered, as a sentence for a note.
    var label: String { "the service answered with status \(status): \(message)" }

    var error: PlannerError {
        PlannerError(
            .refused(status: status, code: code ?? type, message: message, requestID: requestID))
    }
}
