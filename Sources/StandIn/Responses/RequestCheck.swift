import DeskwrightCore

/// Holds a request's body against the form and the rules of the real service.
///
/// Pure: all that it has to know of the conversation comes in with the chain.
enum RequestCheck {
    /// All that is wrong with a body, the first thing first; the service names that one only.
    static func faults(in body: JSON, chain: ChainLookup) -> [APIRefusal] {
        switch read(body, chain: chain) {
        case .success: []
        case .failure(let rejection): [rejection.first] + rejection.others
        }
    }

    static func read(_ body: JSON, chain: ChainLookup) -> Result<CheckedRequest, Rejection> {
        guard case .object = body else { return .failure(Rejection(first: .bodyNotAnObject)) }
        if let rejection = Rejection(RequestShape.body.faults(in: body, at: "")) {
            return .failure(rejection)
        }
        guard let name = body["model"]?.string else {
            return .failure(Rejection(first: .missingParameter("model")))
        }
        let model = ModelFamily(name: name)
        let point = point(of: chain)
        let input = InputRules(body, model: model, pending: point.pending)
        let faults =
            ModelRules.faults(in: body, model: model) + chainFaults(in: body, chain: chain)
            + input.faults
        if let rejection = Rejection(faults) { return .failure(rejection) }
        let dialect = ModelRules.dialect(of: body)
        let isQuestion =
            !body.offersTools && chain == .found(.start) && input.lastPicture == nil
        guard dialect != nil || isQuestion else {
            let fault = APIRefusal.notOffered("requests without a computer tool", param: "tools")
            return .failure(Rejection(first: fault))
        }
        let words = input.textLength + (body["instructions"]?.string?.utf8.count ?? 0)
        return .success(
            CheckedRequest(
                body: body, model: model, dialect: dialect, point: point,
                screenshot: input.lastPicture, text: input.userText,
                inputTokens: TextTokens.count(bytes: words) + input.imageTokens,
                prompt: input.prompt))
    }

    /// What is wrong with a request; at least one thing.
    struct Rejection: Error, Hashable {
        let first: APIRefusal
        var others: [APIRefusal] = []
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

extension RequestCheck.Rejection {
    /// `nil` when nothing is wrong.
    init?(_ faults: [APIRefusal]) {
        guard let first = faults.first else { return nil }
        self.init(first: first, others: Array(faults.dropFirst()))
    }
}

/// How many tokens a text counts for: about four bytes each, as the service's own rule of thumb.
enum TextTokens {
    static func count(bytes: Int) -> Int { (bytes + 3) / 4 }
    static func count(_ text: String) -> Int { count(bytes: text.utf8.count) }
}
