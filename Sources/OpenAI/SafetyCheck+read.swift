import DeskwrightCore

extension SafetyCheck {
    /// Reads `pending_safety_checks`.
    ///
    /// A warning that cannot be acknowledged must not be lost: then the reply is unusable.
    static func read(_ value: JSONValue?) throws(ReplyFault) -> [SafetyCheck] {
        guard let value, !value.isNull else { return [] }
        guard let all = value.array else {
            throw ReplyFault(reason: "\"pending_safety_checks\" is no list")
        }
        var checks: [SafetyCheck] = []
        for check in all {
            guard let id = check["id"]?.string else {
                throw ReplyFault(reason: "a safety check has no \"id\"")
            }
            checks.append(
                SafetyCheck(
                    id: id, code: check["code"]?.string, message: check["message"]?.string))
        }
        return checks
    }
}
