import DeskwrightCore

/// A refusal in the shape and, where they are known, the words of the real service.
///
/// - SeeAlso: OpenAI's OpenAPI specification, `ErrorResponse`: all four members are always there.
struct APIRefusal: Error, Sendable, Hashable {
    var status = 400
    var message: String
    var type = "invalid_request_error"
    var param: String?
    var code: String?
    /// Seconds for the `Retry-After` header.
    var retryAfterSeconds: Int?

    /// The body that goes over the wire.
    var body: JSON {
        [
            "error": [
                "message": .string(message), "type": .string(type),
                "param": param.map(JSON.string) ?? .null, "code": code.map(JSON.string) ?? .null,
            ]
        ]
    }
}

/// What the service says about a request's form.
extension APIRefusal {
    static func unknownParameter(_ path: String) -> APIRefusal {
        APIRefusal(
            message: "Unknown parameter: '\(path)'.", param: path, code: "unknown_parameter")
    }

    static func missingParameter(_ path: String) -> APIRefusal {
        APIRefusal(
            message: "Missing required parameter: '\(path)'.", param: path,
            code: "missing_required_parameter")
    }

    static func wrongType(_ path: String, expected: String, found: JSON) -> APIRefusal {
        APIRefusal(
            message: "Invalid type for '\(path)': expected \(expected), but got "
                + "\(found.kindName) instead.",
            param: path, code: "invalid_type")
    }

    static func wrongValue(_ path: String, found: String, supported: [String]) -> APIRefusal {
        let shown = found.count > 64 ? found.prefix(64) + "…" : found[...]
        return APIRefusal(
            message: "Invalid value: '\(shown)'. Supported values are: \(listed(supported)).",
            param: path, code: "invalid_value")
    }

    static func tooLong(_ path: String, length: Int, longest: Int) -> APIRefusal {
        APIRefusal(
            message: "Invalid '\(path)': string too long. Expected a string with maximum length "
                + "\(longest), but got a string with length \(length) instead.",
            param: path, code: "string_above_max_length")
    }

    static func tooShort(_ path: String) -> APIRefusal {
        APIRefusal(
            message: "Invalid '\(path)': empty string. Expected a string with minimum length 1, "
                + "but got an empty string instead.",
            param: path, code: "empty_string")
    }

    static func tooSmall(_ path: String, found: Int, smallest: Int) -> APIRefusal {
        APIRefusal(
            message: "Invalid '\(path)': integer below minimum value. Expected a value >= "
                + "\(smallest), but got \(found) instead.",
            param: path, code: "integer_below_min_value")
    }

    /// What the service does and this server does not.
    static func notOffered(_ what: String, param: String) -> APIRefusal {
        APIRefusal(
            message: "The stand-in server does not offer \(what).", param: param,
            code: "stand_in_unsupported")
    }

    private static func listed(_ words: [String]) -> String {
        let quoted = words.map { "'\($0)'" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
        guard quoted.count > 2 else { return quoted.joined(separator: " and ") }
        return quoted.dropLast().joined(separator: ", ") + ", and \(last)"
    }
}

/// What the service says about a conversation and its tools.
extension APIRefusal {
    static func noSuchModel(_ name: String) -> APIRefusal {
        APIRefusal(
            status: 404,
            message: "The model `\(name)` does not exist or you do not have access to it.",
            code: "model_not_found")
    }

    /// Seen at github.com/openai/openai-agents-python/issues/2624.
    static func toolNotSupported(_ tool: String, model: String) -> APIRefusal {
        APIRefusal(message: "Tool '\(tool)' is not supported with \(model).", param: "tools")
    }

    static func noSuchResponse(_ id: String) -> APIRefusal {
        APIRefusal(
            message: "Previous response with id '\(id)' not found.", param: "previous_response_id",
            code: "previous_response_not_found")
    }

    /// Seen at github.com/Azure-Samples/computer-use/issues/22.
    static func unanswered(call: String) -> APIRefusal {
        APIRefusal(message: "No tool output found for computer call \(call).", param: "input")
    }

    static func noSuchCall(_ call: String) -> APIRefusal {
        APIRefusal(
            message: "No tool call found for computer call output with call_id \(call).",
            param: "input")
    }

    /// Seen at github.com/openai/openai-agents-python/issues/843.
    static func unacknowledged(checks: [String]) -> APIRefusal {
        let names = checks.map { "'\($0)'" }.joined(separator: ", ")
        return APIRefusal(
            message: "Computer tool has unacknowledged safety check for [\(names)]", param: "input")
    }

    static func badImageURL(_ path: String, got problem: String) -> APIRefusal {
        APIRefusal(
            message: "Invalid '\(path)'. Expected a base64-encoded data URL with an image MIME "
                + "type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), but got \(problem).",
            param: path, code: "invalid_value")
    }

    static func badImage(_ path: String) -> APIRefusal {
        APIRefusal(
            message: "The image data you provided does not represent a valid image. Please check "
                + "your input and try again with one of the supported image formats: "
                + "['image/jpeg', 'image/png', 'image/gif', 'image/webp'].",
            param: path, code: "invalid_value")
    }
}

/// What the service says before it looks at the body.
extension APIRefusal {
    static func unsupportedContentType(_ header: String) -> APIRefusal {
        APIRefusal(
            message: "Unsupported content type: '\(header)'. This API method only accepts "
                + "'application/json' requests, but you specified the header 'Content-Type: "
                + "\(header)'. Please try again with a supported content type.",
            code: "unsupported_content_type")
    }

    static let notJSON = APIRefusal(
        message: "We could not parse the JSON body of your request. (HINT: This likely means you "
            + "aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, "
            + "but what was sent was not valid JSON.)")

    static let bodyNotAnObject = APIRefusal(
        message: "Invalid type for the request body: expected an object.", code: "invalid_type")

    static func bodyTooLarge(limit: Int) -> APIRefusal {
        APIRefusal(
            status: 413,
            message: "The request body is larger than \(limit) bytes, which is the most that is "
                + "taken.", code: "request_too_large")
    }

    static let missingKey = APIRefusal(
        status: 401,
        message: "You didn't provide an API key. You need to provide your API key in an "
            + "Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).")

    /// The service shows the key's ends; nothing of a key is ever shown here.
    static let wrongKey = APIRefusal(
        status: 401, message: "Incorrect API key provided.", code: "invalid_api_key")

    static func noSuchURL(method: String, path: String) -> APIRefusal {
        APIRefusal(status: 404, message: "Invalid URL (\(method) \(path))")
    }

    static func wrongMethod(_ method: String, path: String) -> APIRefusal {
        APIRefusal(status: 405, message: "Not allowed to \(method) on \(path).")
    }
}
