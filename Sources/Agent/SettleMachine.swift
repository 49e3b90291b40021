/// Decides when the screen rests, from what changed and when. Knows no screen and no clock.
///
/// The screen rests when nothing but small things has changed for a quiet time: a short one after
/// small changes, a longer one after a large change, which programs often paint in two stages.
struct SettleMachine {
    enum Next: Hashable {
        /// Look again after a change, or when this much time has passed.
        case wait(Duration)
        case settled
        case timedOut
    }

    /// The longest wait altogether.
    var limit = Duration.seconds(3)
    var quietTime = Duration.milliseconds(80)
    var quietTimeAfterLargeChange = Duration.milliseconds(300)
    /// A text cursor has fewer pixels than this, a typed character often too.
    var smallPixelCount = 300
    var largePixelCount = 20_000
    /// Small changes count for so long: until then they are the action's own, later a text cursor.
    var smallChangesCountFor = Duration.milliseconds(200)

    private var restsAt: Duration

    init() {
        restsAt = .zero + quietTime
    }

    /// Tells what a look showed against the look before.
    mutating func saw(changedPixelCount: Int, at time: Duration) {
        guard changedPixelCount > 0 else { return }
        if changedPixelCount <= smallPixelCount && time > smallChangesCountFor { return }
        let isLarge = changedPixelCount >= largePixelCount
        restsAt = max(restsAt, time + (isLarge ? quietTimeAfterLargeChange : quietTime))
    }

    /// Says what to do now.
    func next(at time: Duration) -> Next {
        if time >= restsAt { return .settled }
        if time >= limit { return .timedOut }
        return .wait(min(restsAt, limit) - time)
    }
}
