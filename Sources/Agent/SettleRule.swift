import DeskwrightCore
import DeskwrightImages

/// How long the screen has to be quiet until it rests, by what was done and what was seen.
///
/// The times follow measurements of GTK 3, xterm and openbox; `docs/settling.md` has them.
struct SettleRule: Sendable, Hashable {
    /// After a change: programs that answer at once paint in one go, or 16 ms apart.
    var quietTime = Duration.milliseconds(55)
    /// Before the first change: a dialog may take its time, and "nothing changed" has to be right.
    var patience = Duration.milliseconds(250)
    /// Whether the first answer is enough.
    let isBrief: Bool
    /// Where the pointer acted, if it did.
    private var place: Point?

    /// A change of at least one in so many pixels of the screen is large.
    static let largeShare = 8
    /// After a large change: a second part may follow, as of a page that loads.
    static let afterLarge = Duration.milliseconds(200)
    /// The patience where the first answer is enough.
    private static let briefPatience = Duration.milliseconds(100)
    /// From a window's coming on: GTK's file dialog paints its content 240 ms after its frame.
    static let newWindow = Duration.milliseconds(360)
    /// From the making of a window that is not shown yet.
    static let windowToCome = Duration.milliseconds(400)
    /// The longest that a rhythm of changes is waited for.
    static let rhythmMax = Duration.milliseconds(300)

    /// The wait's end when the screen never rests and the task says nothing.
    static let limit = Duration.seconds(3)

    /// Whether a change may be the action's doing. Small ones far from a click are somebody else's: a
    /// spinner that turns meanwhile does not say that the click was answered. Nor does a scroll bar
    /// that fades because of what was done before.
    func isReaction(_ area: ChangedArea) -> Bool {
        if isAtPointer(area) { return true }
        return !area.isLikeScrollBar && (place == nil || area.frame.area > SettleRule.smallArea)
    }

    /// Whether a change is where the pointer acted.
    func isAtPointer(_ area: ChangedArea) -> Bool {
        place.map(area.frame.inset(by: -SettleRule.reach).contains) ?? false
    }

    /// In square pixels: that of a large spinner.
    static let smallArea = 4_096
    /// How far from the pointer a small change may be to be its doing, in pixels.
    private static let reach = 48

    init(after action: Action, isBrief: Bool = false) {
        self.isBrief = isBrief
        place = action.points.last
        if isBrief { patience = SettleRule.briefPatience }
        switch action {
        case .move: patience = .milliseconds(80)
        case _ where isBrief: break
        case .press(let keys) where keys.contains { $0.isReturn }: quietTime = SettleRule.submitted
        case .type(let text) where text.contains { $0.isNewline }: quietTime = SettleRule.submitted
        case .click, .doubleClick, .tripleClick, .drag, .press, .screenshot, .scroll, .type, .wait:
            break
        }
    }

    /// Return starts something: a command's output comes line by line.
    private static let submitted = Duration.milliseconds(200)
}

extension Key {
    /// Return or the keypad's Enter.
    fileprivate var isReturn: Bool { keysym == 0xFF0D || keysym == 0xFF8D }
}
