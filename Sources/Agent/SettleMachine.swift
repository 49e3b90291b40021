import DeskwrightCore
import DeskwrightImages

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
    /// When something changed first that may be the action's doing.
    private var answeredAt: Duration?
    /// Until then a window that came is given time.
    private var newWindowUntil = Duration.zero
    /// Until then a window that was made is given time to come.
    private var windowToComeUntil = Duration.zero
    /// When the quiet time after what was painted ends.
    private var quietUntil = Duration.zero
    private var lastChange: Duration?
    /// Small places that changed already.
    private var seen: [Rect] = []
    private var hasNewWindow = false
    private(set) var fadingStrips: FadingStrips

    /// Begins a wait; `fadingStrips` is what earlier ones learnt.
    init(
        _ rule: SettleRule, limit: Duration, screen: Size,
        fadingStrips: FadingStrips = FadingStrips()
    ) {
        self.rule = rule
        self.limit = limit
        screenArea = screen.bounds.area
        self.fadingStrips = fadingStrips
        self.fadingStrips.beginWatch()
    }

    /// Tells what a look showed against the look before, without what is known to blink by itself.
    mutating func saw(_ areas: [ChangedArea], at time: Duration) {
        let counted = withoutBlink(areas).filter { !fadingStrips.saw($0) }
        guard !counted.isEmpty else { return }
        if counted.contains(where: rule.isReaction) { sawAnswer(at: time) }
        quietUntil = max(quietUntil, time + quietTime(after: counted, at: time))
    }

    /// One thin change alone is a text cursor that blinks; two are one that moved.
    private func withoutBlink(_ areas: [ChangedArea]) -> [ChangedArea] {
        guard areas.count(where: \.isLikeTextCursor) == 1 else { return areas }
        return areas.filter { !$0.isLikeTextCursor || rule.isAtPointer($0) }
    }

    /// A new window is given time of its own, so that what is painted in it needs no more.
    private mutating func quietTime(after areas: [ChangedArea], at time: Duration) -> Duration {
        // What goes on at a small place is no sign of more to come elsewhere.
        let fresh = areas.filter { !hasSeen($0) }
        guard !fresh.isEmpty else { return rule.quietTime }
        defer {
            lastChange = time
            seen += fresh.map(\.frame).filter { $0.area <= SettleRule.smallArea }
        }
        guard !hasNewWindow else { return rule.quietTime }
        let pixelCount = areas.reduce(0) { $0 + $1.pixelCount }
        let isLarge = pixelCount * SettleRule.largeShare >= screenArea
        // What comes in a rhythm may go on in it: lines of output, strips of a slow redraw.
        let rhythm = lastChange.map { min((time - $0) * 3 / 2, SettleRule.rhythmMax) } ?? .zero
        return max(rule.quietTime, isLarge ? SettleRule.afterLarge : .zero, rhythm)
    }

    private func hasSeen(_ area: ChangedArea) -> Bool {
        area.frame.area <= SettleRule.smallArea
            && seen.contains { 2 * $0.intersection(area.frame).area >= area.frame.area }
    }

    /// Tells what became of the windows since the look before; menus and tips do not count.
    mutating func saw(_ changes: WindowChanges?, at time: Duration) {
        guard let changes else { return }
        if !changes.opened.isEmpty { sawNewWindow(at: time) }
        guard !changes.closed.isEmpty || !changes.retitled.isEmpty else { return }
        sawAnswer(at: time)
        quietUntil = max(quietUntil, time + rule.quietTime)
    }

    private mutating func sawAnswer(at time: Duration) {
        if answeredAt == nil { answeredAt = time }
    }

    private mutating func sawNewWindow(at time: Duration) {
        hasNewWindow = true
        sawAnswer(at: time)
        newWindowUntil = time + SettleRule.newWindow
        windowToComeUntil = .zero
    }

    /// Tells that a program made a window that it has not shown yet.
    mutating func sawWindowToCome(at time: Duration) {
        windowToComeUntil = time + SettleRule.windowToCome
    }

    private var restsAt: Duration {
        let patience = answeredAt == nil ? rule.patience : .zero
        guard rule.isBrief else {
            return max(patience, quietUntil, newWindowUntil, windowToComeUntil)
        }
        return max(patience, answeredAt.map { $0 + rule.quietTime } ?? .zero, windowToComeUntil)
    }

    /// Says what to do now.
    func next(at time: Duration) -> Next {
        if time >= restsAt { return .settled }
        if time >= limit { return .timedOut }
        return .wait(min(restsAt, limit) - time)
    }
}

extension ChangedArea {
    /// As thin as the cursor of a text field.
    fileprivate var isLikeTextCursor: Bool { frame.width <= 3 && frame.height <= 48 }
}
