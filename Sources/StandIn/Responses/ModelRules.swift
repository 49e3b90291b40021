/// Which models, tools and settings go together.
enum ModelRules {
    /// The computer tool that a request declares; the first, if it declares both.
    static func dialect(of body: JSON) -> Dialect? {
        let types = (body["tools"]?.array ?? []).compactMap { $0["type"]?.string }
        return types.lazy.compactMap(Dialect.init(rawValue:)).first
    }

    static func faults(in body: JSON, model: ModelFamily) -> [APIRefusal] {
        guard model.exists else { return [.noSuchModel(model.name)] }
        return notOffered(in: body, model: model) + toolFaults(in: body, model: model)
            + settingFaults(in: body, model: model)
    }

    private static func notOffered(in body: JSON, model: ModelFamily) -> [APIRefusal] {
        var faults: [APIRefusal] = []
        if body["background"] == true {
            faults.append(.notOffered("background responses", param: "background"))
        }
        if model.isPreview, body.has("context_management") {
            faults.append(
                APIRefusal(
                    message: "Unsupported parameter: 'context_management' is not supported with "
                        + "this model.", param: "context_management",
                    code: "unsupported_parameter"))
        }
        for key in ["conversation", "prompt"] where body.has(key) {
            faults.append(.notOffered("'\(key)'", param: key))
        }
        return faults
    }

    private static func toolFaults(in body: JSON, model: ModelFamily) -> [APIRefusal] {
        let types = (body["tools"]?.array ?? []).compactMap { $0["type"]?.string }
        var faults: [APIRefusal] = []
        for dialect in types.compactMap(Dialect.init(rawValue:)) {
            let isTaken =
                switch dialect {
                case .preview: model.isPreview || model.isReader
                case .batched: model.takesComputerTool
                }
            if !isTaken {
                faults.append(.toolNotSupported(dialect.rawValue, model: model.name))
            } else if dialect == .preview, body["truncation"] != "auto" {
                faults.append(
                    APIRefusal(
                        message: "Invalid value for 'truncation': the tool "
                            + "'computer_use_preview' requires 'auto'.",
                        param: "truncation", code: "invalid_value"))
            }
        }
        return faults
    }

    private static func settingFaults(in body: JSON, model: ModelFamily) -> [APIRefusal] {
        var faults: [APIRefusal] = []
        let effort = body["reasoning"]?["effort"]?.string
        if let effort, let supported = model.efforts, !supported.contains(effort) {
            let listed = supported.map { "'\($0)'" }.joined(separator: ", ")
            faults.append(
                APIRefusal(
                    message: "Unsupported value: '\(effort)' is not supported with the "
                        + "'\(model.name)' model. Supported values are: \(listed).",
                    param: "reasoning.effort", code: "unsupported_value"))
        }
        let thinks = effort.map { $0 != "none" } ?? model.thinksUnasked
        guard thinks, !model.isPreview else { return faults }
        for key in ["temperature", "top_p", "top_logprobs"] where body.has(key) {
            faults.append(
                APIRefusal(
                    message: "Unsupported parameter: '\(key)' is not supported with this model.",
                    param: key, code: "unsupported_parameter"))
        }
        return faults
    }
}
