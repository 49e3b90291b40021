/// Tells a transfer that has stopped from one whose server is thinking.
///
/// libcurl's own low-speed limit counts the wait for the first byte too, and so would end every
/// request whose model thinks for long.
///
/// - SeeAlso: CURLOPT_LOW_SPEED_TIME(3).
struct StallWatch {
    private let limit: Duration
    private var sent = 0
    private var received = 0
    private var lastProgress: ContinuousClock.Instant

    init(limit: Duration, at start: ContinuousClock.Instant) {
        self.limit = limit
        lastProgress = start
    }

    /// Takes the counts as they are now, and says whether nothing has moved for too long.
    ///
    /// `isWaiting`: the request is out and the first byte of the answer is not in.
    mutating func isStalled(
        sent: Int, received: Int, isWaiting: Bool, at now: ContinuousClock.Instant
    ) -> Bool {
        if isWaiting || sent != self.sent || received != self.received {
            self.sent = sent
            self.received = received
            lastProgress = now
        }
        return now - lastProgress > limit
    }
}
