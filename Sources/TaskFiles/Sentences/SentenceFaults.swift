import DeskwrightCore

/// Sentences of a goal that are not understood, in their order; at least one.
package struct SentenceFaults: Failure, Hashable {
    package let faults: [SentenceFault]

    package var kind: FailureKind { .usage }
    package var message: String { faults.map(\.message).joined(separator: "; ") }
    package var hint: String? { faults.first?.hint }
}

/// What is wrong with a sentence.
package struct SentenceFault: Sendable, Hashable {
    package let sentence: PlainSentence
    /// Where it goes wrong, in characters from the goal's first one.
    package let offset: Int
    /// No sentence; what was found is in it.
    package let reason: String
    package let hint: String

    package var message: String {
        "sentence \(sentence.number), \(sentence.text), is not understood: \(reason)"
    }
}

/// Where a sentence stops to be one, before it is known which one it is.
struct SentenceSlip: Error {
    /// In characters from the goal's first one.
    let offset: Int
    let reason: String
    let hint: String
}
