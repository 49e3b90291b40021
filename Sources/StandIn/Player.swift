/// Decides what is said to a request.
protocol Player: Sendable {
    /// The reply, and where the chain stands after it but for what the reply itself brings in.
    func utterance(
        for request: CheckedRequest
    ) async -> Result<(Utterance, ChainPoint), APIRefusal>

    /// What goes wrong before the reply, if `served` of such faults have.
    func fault(before request: CheckedRequest, served: Int) -> ScriptedFault?
}

/// What is said in one reply.
struct Utterance: Sendable, Hashable {
    var say: String?
    var closing: Closing
    /// What the log calls it.
    var label: String

    enum Closing: Sendable, Hashable {
        /// Actions as they go over the wire.
        case call([JSON], safetyCheck: ScriptedCheck?)
        case message(String)
        case refusal(String)
        case incomplete(reason: String)
    }
}
