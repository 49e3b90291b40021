/// Remembers where every chain of responses stands, and hands out what goes out only once.
actor ChainBook {
    private var points: [String: ChainPoint] = [:]
    /// By the id of a computer call, for clients that send the whole conversation themselves.
    private var pointsByCall: [String: ChainPoint] = [:]
    private var faultsServed: [Place: Int] = [:]
    private var ids: IDSource

    /// Where requests go on from; a turn's faults are counted there.
    private struct Place: Hashable {
        let responseID: String?
        let turn: Int
    }

    init(seed: UInt64) {
        ids = IDSource(seed: seed)
    }

    func nextRequestID() -> String { ids.next("req") }

    /// Finds where messages go on from, by the last call that they repeat.
    ///
    /// The request itself holds all that was said.
    func lookup(messages: [JSON]) -> ChainPoint {
        MessageRules.lastCall(in: messages).flatMap { pointsByCall[$0] } ?? .start
    }

    /// Finds where a request goes on from, by the id it names or by the calls it repeats.
    func lookup(_ body: JSON) -> ChainLookup {
        if let id = body["previous_response_id"]?.string {
            return points[id].map(ChainLookup.found) ?? .unknown(responseID: id)
        }
        let calls = (body["input"]?.array ?? []).filter { $0["type"] == "computer_call" }
        guard let call = calls.last?["call_id"]?.string, var point = pointsByCall[call] else {
            return .found(.start)
        }
        // The request itself holds the calls and all that was said.
        point.pending = []
        point.contextTokens = 0
        return .found(point)
    }

    /// The next fault that the script has for this place, if any is left.
    func takeFault(before request: CheckedRequest, of player: any Player) -> ScriptedFault? {
        // Faults are those of the script's turns, and a question is none.
        guard request.dialect != nil else { return nil }
        let place = Place(responseID: request.point.responseID, turn: request.point.turn)
        let served = faultsServed[place, default: 0]
        if let fault = player.fault(before: request, served: served) {
            faultsServed[place] = served + 1
            return fault
        }
        // New chains all start from the same place, and each has its faults.
        if place.responseID == nil { faultsServed[place] = nil }
        return nil
    }

    func reply(
        _ utterance: Utterance, to request: CheckedRequest, next: ChainPoint, now: Int
    ) -> JSON {
        let writer = ResponsesReplyWriter(
            request: request, utterance: utterance, next: next, now: now)
        let (body, point) = writer.write(with: &ids)
        if request.isStored, let id = point.responseID { points[id] = point }
        for call in point.pending { pointsByCall[call.id] = point }
        return body
    }

    func chatReply(
        _ utterance: Utterance, to request: CheckedRequest, next: ChainPoint, now: Int
    ) -> JSON {
        let writer = ChatReplyWriter(request: request, utterance: utterance, next: next, now: now)
        let (body, point, lastCall) = writer.write(with: &ids)
        if let lastCall { pointsByCall[lastCall] = point }
        return body
    }
}
