/// The outcome in one word.
public enum RunOutcome: Sendable, Hashable {
    /// The planner said that it is done, and every expectation held.
    case passed
    /// It did not come to that, and this is why.
    case failed(FailureKind)

    /// `passed`, or the failure's kind.
    public var name: String {
        switch self {
        case .passed: "passed"
        case .failed(let kind): kind.rawValue
        }
    }
}

extension RunOutcome: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        if name == "passed" {
            self = .passed
        } else if let kind = FailureKind(rawValue: name) {
            self = .failed(kind)
        } else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(quoted(name)) is no outcome")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
