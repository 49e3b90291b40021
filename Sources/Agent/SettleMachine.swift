import Core
import Images

/// Decides when the screen rests, from what changed and when. Knows no screen and no clock.
///
/// The screen rests when nothing has changed for a quiet time that fits what was seen; the times of
/// ``SettleRule`` say for which changes it is how long. All times are since the action.
struct SettleMachine {
    enum Next: Hashable {
        /// Look again after a change, or when this much time has passed.
        case wait(Duration)
        case settled
        case timedOut
    }

    private let rule: SettleRule
    private let limit: Duration
    private let screenArea: Int
    /// Whether something changed that may be the action's doing.
    private var hasReacted = false
    /// Until then the screen is given time because of windows that came or are to come.
    private var heldUntil = Duration.zero
    /// When the quiet time after what was painted ends.
    private var quietUntil = Duration.zero
    private var lastChange: Duration?
    private var hasNewWindow = false

    init(_ rule: SettleRule, limit: Duration, screen: Size) {
        self.rule = rule
        self.limit = limit
        screenArea = screen.bounds.area
    }

    /// Tells what a look showed against the look before, without what is known to blink by itself.
    mutating func saw(_ areas: [ChangedArea], at time: Duration) {
        let counted = areas.filter { !$0.isLikeTextCursor }
        guard !counted.isEmpty else { return }
        let pixelCount = counted.reduce(0) { $0 + $1.pixelCount }
        var quiet = rule.quietTime
        if pixelCount * SettleRule.largeShare >= screenArea {
            quiet = max(quiet, hasNewWindow ? SettleRule.afterWindow : SettleRule.afterLarge)
        }
        if let lastChange {
            // What comes in a rhythm may go on in it: lines of output, strips of a slow redraw.
            quiet = max(quiet, min((time - lastChange) * 3 / 2, SettleRule.rhythmMax))
        }
        lastChange = time
        hasReacted = hasReacted || counted.contains(where: rule.isReaction)
        quietUntil = max(quietUntil, time + quiet)
    }

    /// Tells that a window is shown that was not there before; menus and tips do not count.
    mutating func sawNewWindow(at time: Duration) {
        hasNewWindow = true
        hasReacted = true
        heldUntil = max(heldUntil, time + SettleRule.newWindow)
    }

    /// Tells that a program made a window that it has not shown yet.
    mutating func sawWindowToCome(at time: Duration) {
        heldUntil = max(heldUntil, time + SettleRule.windowToCome)
    }

    /// Says what to do now.
    func next(at time: Duration) -> Next {
        let restsAt = max(hasReacted ? .zero : rule.patience, quietUntil, heldUntil)
        if time >= restsAt { return .settled }
        if time >= limit { return .timedOut }
        return .wait(min(restsAt, limit) - time)
    }
}

extension ChangedArea {
    /// As thin as the cursor of a text field: where it blinks is no reason to go on waiting.
    fileprivate var isLikeTextCursor: Bool { frame.width <= 3 && frame.height <= 48 }
}
