/// A window that is shown and taken away before the first app's: then the window manager does its work.
///
/// openbox says that it is there some 30 ms before it listens: what programs ask it for meanwhile is lost, and
/// their windows are never shown.
///
/// - SeeAlso: X Window System Protocol, section 10 (`MapWindow`, `SubstructureRedirect`).
final class PrivateDisplayTrial {
    private let display: PrivateDisplayReadiness
    private let window: UInt32
    private var lookCount = 0
    /// What the window manager put around the window; the root without.
    private var frame: UInt32 = 0

    /// One that is lost is asked for again after so many looks.
    private static let patience = 10

    init(on display: PrivateDisplayReadiness) {
        self.display = display
        window = display.firstID
        let side = bytes16(1)
        let (copiedDepth, copied, none): (UInt8, [UInt8], [UInt8]) = (0, bytes32(0), bytes32(0))
        let inputOutput = bytes16(1)
        display.send(
            [1, copiedDepth] + bytes16(8) + bytes32(window) + bytes32(display.root) + bytes16(0)
                + bytes16(0) + side + side + bytes16(0) + inputOutput + copied + none)
    }

    /// Asks for the window, and takes it away once it is shown.
    ///
    /// - Returns: Whether it was shown.
    func wasShown() -> Bool {
        if lookCount % PrivateDisplayTrial.patience == 0 {
            display.send([8, 0] + bytes16(2) + bytes32(window))
        }
        lookCount += 1
        guard isViewable(window) else { return false }
        frame = parent() ?? display.root
        display.send([4, 0] + bytes16(2) + bytes32(window))
        return true
    }

    /// Whether also what was put around it is gone, which might be in the way of the next window.
    func isGone() -> Bool { frame == display.root || !isViewable(frame) }

    private func isViewable(_ window: UInt32) -> Bool {
        let viewable: UInt8 = 2
        let attributes = display.reply(to: [3, 0] + bytes16(2) + bytes32(window))
        return attributes.map { $0.count > 26 && $0[26] == viewable } ?? false
    }

    private func parent() -> UInt32? {
        display.reply(to: [15, 0] + bytes16(2) + bytes32(window)).map { number32($0, 12) }
    }
}
