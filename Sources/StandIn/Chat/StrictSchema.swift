/// What strict mode asks of a function's parameters: every member is required, and no other is let in.
///
/// - SeeAlso: OpenAI's guide "Structured outputs", "Supported schemas".
enum StrictSchema {
    static func faults(in function: JSON, at path: String) -> [APIRefusal] {
        guard function["strict"] == true, let schema = function["parameters"] else { return [] }
        return complaints(about: schema, context: []).map { complaint in
            APIRefusal(
                message: "Invalid schema for function '\(function["name"]?.string ?? "")': "
                    + complaint,
                param: path, code: "invalid_function_parameters")
        }
    }

    private static func complaints(about schema: JSON, context: [String]) -> [String] {
        let place = "In context=(" + context.map { "'\($0)'" }.joined(separator: ", ") + "), "
        var complaints: [String] = []
        if let items = schema["items"] {
            complaints += Self.complaints(about: items, context: context + ["items"])
        }
        guard case .object(let members)? = schema["properties"] else { return complaints }
        if schema["additionalProperties"] != false {
            complaints.append(
                place + "'additionalProperties' is required to be supplied and to be false.")
        }
        let required = (schema["required"]?.array ?? []).compactMap(\.string)
        for name in members.keys.sorted() where !required.contains(name) {
            complaints.append(
                place + "'required' is required to be supplied and to be an array including every "
                    + "key in properties. Missing '\(name)'.")
        }
        for (name, member) in members.sorted(by: { $0.key < $1.key }) {
            complaints += Self.complaints(about: member, context: context + ["properties", name])
        }
        return complaints
    }
}
