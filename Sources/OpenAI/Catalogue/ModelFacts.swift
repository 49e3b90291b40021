import DeskwrightCore

/// What is known of a model; `nil` where nobody knows.
public struct ModelFacts: Sendable, Hashable {
    /// As it is asked for; the catalogue's own name may be another one without the date.
    public var name: String
    /// Tokens that input and output may have together.
    public var contextTokens: Int?
    /// How large its pictures may be.
    public var images = ImageRule.unknown
    /// What its tokens cost; `nil` when nobody knows: then there are no dollars either.
    public var price: Price?
    /// The efforts that it takes; an empty list for none at all.
    public var efforts: [ReasoningEffort]?
    /// The computer tools that it takes, the preferred one first.
    public var tools: [ComputerTool]?
    /// The APIs through which it can be given tools; `nil` when nobody knows.
    public var apis: [ModelAPI]?
    /// Whether the service makes long conversations shorter by itself, when it is asked to.
    public var compacts = false
    /// The day of its announced shutdown, as `2027-04-01`.
    public var end: String?
    /// The model that is named in its place.
    public var successor: String?
    /// Whether the catalogue has the model, or another one of its family at least.
    public var isKnown = true

    init(name: String) {
        self.name = name
    }

    /// The computer tool that it is given unless somebody chooses.
    public var preferredTool: ComputerTool { tools?.first ?? .computer }
}

/// US dollars for a million tokens, at standard speed.
///
/// - SeeAlso: developers.openai.com/api/docs/pricing
public struct Price: Sendable, Hashable {
    /// Dollars for a million tokens of input.
    public var input: Double
    /// Dollars for a million tokens of cached input; `nil` when it costs the same.
    public var cached: Double?
    /// Dollars for a million tokens of output.
    public var output: Double
    /// Writing to the cache costs so many times the input's price.
    public var cacheWriteFactor = 1.0
    /// Where a request becomes dearer; `nil` when it never does.
    public var cliff: Cliff?

    /// Above so many tokens of input a whole request costs more.
    public struct Cliff: Sendable, Hashable {
        /// The last count of input tokens at the plain price.
        public var inputTokens: Int
        /// How many times its price the input costs above it.
        public var inputFactor: Double
        /// How many times its price the output costs above it.
        public var outputFactor: Double
    }
}

// MARK: - What does not go together

extension ModelFacts {
    /// Why the model does not take an effort; `nil` when it does, or nobody knows.
    public func objection(to effort: ReasoningEffort) -> String? {
        guard let efforts, !efforts.contains(effort) else { return nil }
        if efforts.isEmpty { return "\(name) has no effort to choose" }
        let taken = efforts.map(\.rawValue).joined(separator: ", ")
        return "\(name) does not take the effort \(effort.rawValue), only \(taken)"
    }

    /// Why the model does not take a tool; `nil` when it does, or nobody knows.
    public func objection(to tool: ComputerTool) -> String? {
        guard let tools, !tools.contains(tool) else { return nil }
        guard let other = tools.first else { return "\(name) takes no computer tool" }
        return "\(name) does not take \(tool.rawValue), only \(other.rawValue)"
    }

    /// Why the model cannot be given tools through an API; `nil` when it can, or nobody knows.
    public func objection(to api: ModelAPI) -> String? {
        guard let apis, !apis.contains(api) else { return nil }
        return "\(name) takes no tools in the \(api.title)"
    }

    /// What to know before the model is asked: that it is unknown, or near or past its end.
    ///
    /// - Parameter today: The day as `2026-11-24`.
    /// - Returns: A sentence each, without a full stop.
    public func warnings(today: String) -> [String] {
        guard isKnown else {
            return [
                "\(name) is not in the catalogue: its prices, limits and efforts are not known, and "
                    + "pictures go at a size that every model takes"
            ]
        }
        guard let end, let left = CalendarDay(end)?.days(since: CalendarDay(today)), left <= 90
        else { return [] }
        let instead = successor.map { "; \($0) is named in its place" } ?? ""
        return [
            left <= 0
                ? "\(name) was announced to be shut down on \(end)\(instead)"
                : "\(name) is announced to be shut down on \(end), in \(counted(left, "day"))\(instead)"
        ]
    }
}

/// A day of the calendar, for counting days.
struct CalendarDay {
    private let number: Int

    /// `nil` unless the text is a day such as `2026-11-24`.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2],
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        // The year begins in March, so that the leap day is its last.
        let (y, m) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        number = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day
    }

    func days(since other: CalendarDay?) -> Int? { other.map { number - $0.number } }
}
