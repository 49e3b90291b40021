import Core

/// Holds a request's body against the form and the rules of the real service.
///
/// Pure: all that it has to know of the conversation comes in with the chain.
enum RequestCheck {
    /// All that is wrong with a body, the first thing first; the service names that one only.
    static func faults(in body: JSON, chain: ChainLookup) -> [APIRefusal] {
        switch read(body, chain: chain) {
        case .success: []
        case .failure(let faults): faults.all
        }
    }

    static func read(_ body: JSON, chain: ChainLookup) -> Result<CheckedRequest, Faults> {
        guard case .object = body else { return .failure(Faults(all: [.bodyNotAnObject])) }
        let formFaults = RequestShape.body.faults(in: body, at: "")
        guard formFaults.isEmpty else { return .failure(Faults(all: formFaults)) }
        guard let name = body["model"]?.string else {
            return .failure(Faults(all: [.missingParameter("model")]))
        }
        let model = ModelFamily(name: name)
        let point = point(of: chain)
        var faults = ModelRules.faults(in: body, model: model)
        faults += chainFaults(in: body, chain: chain)
        var input = InputRules(model: model, pending: point.pending)
        input.read(body["input"])
        faults += input.faults
        guard faults.isEmpty, let dialect = ModelRules.dialect(of: body) else {
            return .failure(Faults(all: faults))
        }
        let words = input.textLength + (body["instructions"]?.string?.utf8.count ?? 0)
        return .success(
            CheckedRequest(
                body: body, model: model, dialect: dialect, point: point,
                screenshot: input.lastPicture, text: input.userText,
                inputTokens: TextTokens.count(bytes: words) + input.imageTokens))
    }

    /// A list of faults as the error of a `Result`.
    struct Faults: Error, Hashable {
        let all: [APIRefusal]
    }

    /// The pending calls of an unknown chain are not known either, so nothing is asked of them.
    private static func point(of chain: ChainLookup) -> ChainPoint {
        switch chain {
        case .found(let point): point
        case .unknown: .start
        }
    }

    private static func chainFaults(in body: JSON, chain: ChainLookup) -> [APIRefusal] {
        switch chain {
        case .unknown(let id): return [.noSuchResponse(id)]
        case .found(let point):
            let isEmpty = [nil, [], ""].contains(body["input"])
            return isEmpty && point.responseID == nil ? [.missingParameter("input")] : []
        }
    }
}

/// How many tokens a text counts for: about four bytes each, as the service's own rule of thumb.
enum TextTokens {
    static func count(bytes: Int) -> Int { (bytes + 3) / 4 }
    static func count(_ text: String) -> Int { count(bytes: text.utf8.count) }
}
