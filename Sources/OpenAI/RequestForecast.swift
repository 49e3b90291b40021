import DeskwrightCore

/// Estimates what requests will use: on the high side at first, then by what the service reported.
///
/// Input is what the service holds of the conversation, by its own last count, and what the request
/// adds. Of that, pictures are counted by the catalogue's rule, and text by its length, set right by
/// what the last reply counted. What was in the cache last time is taken to be there again; of a
/// request that tells the conversation anew, the share that was in it of all such requests so far.
struct RequestForecast: Sendable {
    /// What a request adds to what the service holds.
    struct Addition: Sendable, Hashable {
        /// Of the body as JSON, without its pictures.
        var textByteCount: Int
        var pictureTokens: Int
        /// Whether the conversation goes on, and does not begin anew.
        var goesOn: Bool

        /// Before any correction. Prose has about four bytes a token, and other scripts fewer.
        var textTokens: Int { (textByteCount + 2) / 3 + (goesOn ? 0 : Addition.toolTokens) }

        /// What the service adds for the computer tool: nobody says, and this is on the high side.
        static let toolTokens = 500
    }

    /// The most that a closing word may take, in tokens.
    static let summaryTokensMax = 1_000

    private let price: Price?
    private let firstReplyTokens: Int
    private var lastCounts: Reply.TokenCounts?
    /// By what the length of text is set right.
    private var textFactor = 1.0
    /// Of the last three replies, in tokens.
    private var replyTokens: [Int] = []
    /// Of all requests that told a conversation from its start, in tokens.
    private var whole = (input: 0, cached: 0)

    init(price: Price?, effort: ReasoningEffort?) {
        self.price = price
        firstReplyTokens = RequestForecast.replyTokens(at: effort)
    }

    /// What a reply takes that is not known better: an action, and the thoughts before it.
    static func replyTokens(at effort: ReasoningEffort?) -> Int {
        switch effort {
        case nil, .some(.none), .minimal: 300
        case .low: 600
        case .medium: 1_500
        case .high: 4_000
        case .xhigh: 8_000
        case .max: 16_000
        }
    }

    /// What a request will use that adds this to the conversation.
    func usage(of addition: Addition, isSummary: Bool = false) -> Usage {
        Usage(tokens(of: addition, isSummary: isSummary), price: price)
    }

    private func tokens(of addition: Addition, isSummary: Bool) -> Reply.TokenCounts {
        let text = Int((Double(addition.textTokens) * textFactor).rounded(.up))
        let held = addition.goesOn ? lastCounts : nil
        let input = RequestForecast.heldTokens(held) + addition.pictureTokens + text
        let output = replyTokens.max() ?? firstReplyTokens
        return Reply.TokenCounts(
            input: input,
            cached: addition.goesOn ? held?.cached ?? 0 : Int(Double(input) * wholeCachedShare),
            output: isSummary ? RequestForecast.summaryTokensMax : output)
    }

    private var wholeCachedShare: Double {
        whole.input == 0 ? 0 : Double(whole.cached) / Double(whole.input)
    }

    /// Whether a request that goes on would be longer than a limit, in input tokens.
    func isTooLong(_ addition: Addition, limit: Int?) -> Bool {
        guard addition.goesOn, let limit else { return false }
        return usage(of: addition).inputTokens > limit
    }

    /// How long a reply may be so that its request keeps to an allowance, in tokens; `nil` when that is
    /// more than any model says.
    ///
    /// The API takes no less than 16.
    func replyTokensMax(within allowance: Allowance, of addition: Addition) -> Int? {
        let counts = tokens(of: addition, isSummary: false)
        let limits = [
            allowance.tokens.map { $0 - counts.input },
            allowance.dollars.flatMap { price?.outputTokens(for: $0, besides: counts) },
        ]
        guard let limit = limits.compactMap({ $0 }).min(), limit < 128_000 else { return nil }
        return max(16, limit)
    }

    /// Takes in what the service counted of a request that added this.
    mutating func learn(_ counts: Reply.TokenCounts, of addition: Addition) {
        let added = counts.input - RequestForecast.heldTokens(addition.goesOn ? lastCounts : nil)
        let text = Double(max(0, added - addition.pictureTokens))
        let ratio = text / Double(max(1, addition.textTokens))
        // What the tool adds is a guess, and says nothing of text that is counted too high. A
        // service that counts quite differently is believed only so far.
        textFactor = min(4, max(addition.goesOn ? 0.25 : 1, ratio))
        replyTokens = (replyTokens + [counts.output]).suffix(3)
        if !addition.goesOn { whole = (whole.input + counts.input, whole.cached + counts.cached) }
        lastCounts = counts
    }

    /// What the service holds after a reply: all of it is input of the next request.
    private static func heldTokens(_ counts: Reply.TokenCounts?) -> Int {
        counts.map { $0.input + $0.output } ?? 0
    }
}

extension RequestForecast.Addition {
    /// What a body adds; all of its pictures are taken to be of one size.
    init(_ body: JSONValue, _ picture: Picture, goesOn: Bool) {
        self.init(
            textByteCount: JSONWriter.write(body, showsPictures: false).count,
            pictureTokens: body.pictureCount * picture.rule.tokens(for: picture.space.picture),
            goesOn: goesOn)
    }
}

extension JSONValue {
    /// How many pictures stand in it.
    fileprivate var pictureCount: Int {
        switch self {
        case .null, .bool, .number, .string: 0
        case .array(let values): values.reduce(0) { $0 + $1.pictureCount }
        case .object(let members): members.values.reduce(0) { $0 + $1.pictureCount }
        case .picture: 1
        }
    }
}
