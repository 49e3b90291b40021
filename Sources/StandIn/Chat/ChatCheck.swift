import DeskwrightCore

/// Holds a request to Chat Completions against the form and the rules of the real service.
enum ChatCheck {
    static func read(
        _ body: JSON, point: ChainPoint
    ) -> Result<CheckedRequest, RequestCheck.Rejection> {
        guard case .object = body else {
            return .failure(RequestCheck.Rejection(first: .bodyNotAnObject))
        }
        if let rejection = RequestCheck.Rejection(ChatShape.body.faults(in: body, at: "")) {
            return .failure(rejection)
        }
        let model = ModelFamily(name: body["model"]?.string ?? "")
        let messages = MessageRules(body, model: model)
        let isQuestion = !body.offersTools && point == .start && messages.lastPicture == nil
        let faults = faults(in: body, model: model, isQuestion: isQuestion) + messages.faults
        if let rejection = RequestCheck.Rejection(faults) { return .failure(rejection) }
        return .success(
            CheckedRequest(
                body: body, model: model, dialect: isQuestion ? nil : .batched, point: point,
                screenshot: messages.lastPicture, text: messages.newText,
                inputTokens: messages.tokens, prompt: messages.prompt))
    }

    private static func faults(
        in body: JSON, model: ModelFamily, isQuestion: Bool
    ) -> [APIRefusal] {
        guard model.exists else { return [.noSuchModel(model.name)] }
        guard !model.isPreview else { return [.responsesOnly] }
        let tools = body["tools"]?.array ?? []
        var faults: [APIRefusal] = []
        if body["messages"]?.array?.isEmpty == true {
            faults.append(
                APIRefusal(
                    message: "Invalid 'messages': empty array. Expected an array with minimum "
                        + "length 1, but got an empty array instead.",
                    param: "messages", code: "empty_array"))
        }
        for (index, tool) in tools.enumerated() {
            faults += StrictSchema.faults(
                in: tool["function"] ?? .null, at: "tools[\(index)].function.parameters")
        }
        if !isQuestion, !tools.contains(where: { $0["type"] == "function" }) {
            faults.append(.notOffered("requests without functions", param: "tools"))
        }
        return faults + effortFaults(in: body, model: model)
    }

    /// Seen at github.com/pipecat-ai/pipecat/issues/4043 and
    /// github.com/GoogleChromeLabs/webmcp-tools/issues/417.
    private static func effortFaults(in body: JSON, model: ModelFamily) -> [APIRefusal] {
        let effort = body["reasoning_effort"]?.string
        if let effort, let supported = model.efforts, !supported.contains(effort) {
            return [
                APIRefusal(
                    message: "Unsupported value: 'reasoning_effort' does not support '\(effort)' "
                        + "with this model. Supported values are: "
                        + supported.map { "'\($0)'" }.joined(separator: ", ") + ".",
                    param: "reasoning_effort", code: "unsupported_value")
            ]
        }
        let thinks = effort.map { $0 != "none" } ?? model.thinksUnasked
        guard body.offersTools, thinks, let version = model.version, version >= (5, 4) else {
            return []
        }
        return [
            APIRefusal(
                message: "Function tools with reasoning_effort are not supported for "
                    + "\(model.name) in /v1/chat/completions. To use function tools, use "
                    + "/v1/responses or set reasoning_effort to 'none'.",
                param: "reasoning_effort")
        ]
    }
}

extension APIRefusal {
    static let responsesOnly = APIRefusal(
        status: 404,
        message: "This model is only supported in v1/responses and not in v1/chat/completions.",
        param: "model")
}
