import DeskwrightCore

/// One of the ways in which a model's service is spoken to: what goes out, and what comes back.
///
/// A dialect keeps what its wire needs of a conversation; what is said is the ``Conversation``'s. A
/// new one is a type beside ``ResponsesDialect`` and ``ChatDialect``, and a case of `ModelAPI`.
protocol Dialect: Sendable {
    /// Where requests go, below the service's base address.
    var path: String { get }

    /// The member of a request that bounds its reply, thoughts and all, in tokens.
    var outputLimitKey: String { get }

    /// Whether the service holds what was said, so that a request is only what is new.
    var isHeldByService: Bool { get }

    /// How long a request may get before what the service holds is begun anew, in input tokens; `nil`
    /// is no limit.
    var lengthLimit: Int? { get }

    /// The body of the next request; the last one asks for a closing word and no more calls.
    func request(_ conversation: Conversation, _ picture: Picture, isLast: Bool) -> JSONValue

    /// Whether replies are to be sent while they are written.
    var streams: Bool { get }

    /// What puts a streamed reply together.
    var assembly: any StreamAssembly.Type { get }

    /// Understands a reply.
    func read(_ reply: JSONValue) throws(ReplyFault) -> Reply

    /// What a reply took, as far as it tells; also where it is of no use otherwise.
    func tokens(of reply: JSONValue) -> Reply.TokenCounts?

    /// Goes on from a reply to what was requested: the next request answers its calls.
    mutating func goOn(from reply: Reply, to conversation: Conversation, _ picture: Picture)

    /// Forgets what was said: the next request begins the conversation anew.
    mutating func restart()

    /// Begins anew what the service holds, with the last that was said as it was and the rest in words.
    mutating func shorten()

    /// Changes what the service does not take, each thing once; `nil` when nothing is left to change.
    mutating func concede(to refusal: Refusal) -> Concession?
}

extension Dialect {
    /// Reads the body of a success, streamed or not: servers do not always do what was asked for.
    func read(_ body: [UInt8], contentType: String? = nil) throws(ReplyFault) -> Reply {
        let isStream = EventStream.isOne(body, contentType: contentType)
        let reply = try isStream ? assembly.assemble(body) : JSONValue(reply: body)
        do throws(ReplyFault) {
            return try read(reply)
        } catch {
            throw ReplyFault(reason: error.reason, tokens: tokens(of: reply))
        }
    }

    /// A closing word takes no more thought than the model takes at least.
    func effort(
        _ effort: ReasoningEffort?, isLast: Bool, of model: ModelFacts
    ) -> ReasoningEffort? {
        guard isLast, effort != nil else { return effort }
        return model.efforts?.first ?? effort
    }
}

extension ModelAPI {
    func dialect(_ settings: OpenAISettings) -> any Dialect {
        switch self {
        case .responses: ResponsesDialect(settings: settings)
        case .chat: ChatDialect(settings: settings)
        }
    }

    var other: ModelAPI {
        switch self {
        case .responses: .chat
        case .chat: .responses
        }
    }
}

/// What is done about a refusal before the request is made again.
enum Concession: Sendable, Hashable {
    /// The dialect has changed its requests; the text is for the journal.
    case changed(String)
    /// The service is spoken to in the other dialect from now on.
    case otherDialect
    /// Nothing: what was changed after this refusal is not taken either.
    case nothing(after: Refusal)
}

/// Why a success of the service cannot be used.
struct ReplyFault: Error, Hashable {
    var reason: String
    /// What it took all the same.
    var tokens: Reply.TokenCounts?
}

extension JSONValue {
    /// Reads the body of a reply.
    init(reply body: [UInt8]) throws(ReplyFault) {
        do throws(JSONFault) {
            self = try JSONParser.parse(body)
        } catch {
            throw ReplyFault(reason: "no JSON at byte \(error.offset): \(error.reason)")
        }
    }
}
