import DeskwrightCore

/// What a model's name says about what the model takes.
///
/// - SeeAlso: OpenAI's guides "Computer use", "Images and vision" and "Reasoning models".
struct ModelFamily: Sendable, Hashable {
    let name: String

    /// The names that `GET /v1/models` lists.
    static let listed = [
        "computer-use-preview", "gpt-5.4", "gpt-5.4-mini", "gpt-5.4-nano", "gpt-5.4-pro", "gpt-5.5",
        "gpt-5.6", "gpt-5.6-sol", "gpt-5.6-terra", "gpt-5.6-luna", "gpt-6-astra",
    ]

    /// Whether the service could know such a model at all.
    var exists: Bool {
        isReader || isPreview || version != nil || name.hasPrefix("o") && name.count > 1
    }

    /// The model that needs no key takes both computer tools.
    var isReader: Bool { name == readerModel }

    /// Takes `computer_use_preview`, and nothing else does.
    var isPreview: Bool { name.hasPrefix("computer-use-preview") }

    /// Takes `computer`: GPT-5.4 and later, but for the smallest and the chat models.
    var takesComputerTool: Bool {
        if isReader { return true }
        guard let version, version >= (5, 4) else { return false }
        return !["nano", "chat", "instant"].contains { name.contains("-" + $0) }
    }

    /// Messages of later models carry a `phase`.
    var marksFinalAnswers: Bool { version.map { $0 >= (5, 4) } ?? false }

    var isMini: Bool { name.contains("-mini") }
    var isNano: Bool { name.contains("-nano") }

    /// `(5, 4)` of `gpt-5.4-mini`; `nil` for other kinds of names.
    var version: (major: Int, minor: Int)? {
        guard name.hasPrefix("gpt-") else { return nil }
        let number = name.dropFirst(4).prefix { $0 != "-" }
            .split(separator: ".", omittingEmptySubsequences: false)
        // `gpt-4o` has a letter after its number.
        guard let first = number.first, let major = Int(first.prefix { $0.isNumber }) else {
            return nil
        }
        return (major, number.count > 1 ? Int(number[1]) ?? 0 : 0)
    }

    /// The efforts that are documented for the model; `nil` where nothing is known.
    var efforts: [String]? {
        guard let version else { return nil }
        if name.hasSuffix("-pro") { return ["medium", "high", "xhigh"] }
        switch version {
        case (5, 0): return ["minimal", "low", "medium", "high"]
        case (5, 1): return ["none", "low", "medium", "high"]
        case (5, 2...5): return ["none", "low", "medium", "high", "xhigh"]
        case (5, 6...): return ["none", "low", "medium", "high", "xhigh", "max"]
        case (6, _): return ["minimal", "low", "medium", "high", "xhigh", "max"]
        default: return nil
        }
    }

    /// Up to GPT-5.4 a request that names no effort asks for none.
    var thinksUnasked: Bool { version.map { $0 > (5, 4) } ?? true }
}
