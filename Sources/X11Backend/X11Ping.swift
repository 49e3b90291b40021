import CX11
import Core

/// Learns that the program with the keyboard has read all that was sent to it.
///
/// A program answers a ping in its turn, after the events before it. Most toolkits do; for others,
/// such as xterm, only time helps.
///
/// - SeeAlso: EWMH 1.5, `_NET_WM_PING`.
final class X11Ping {
    private let connection: X11Connection
    /// Beyond what window managers count to, so that none takes an answer for its own.
    private var lastNumber = 0x4457_0000

    /// So long a program may be busy before it is taken for dead.
    private static let answerTime = Duration.seconds(3)
    private static let sliceMilliseconds = 10

    init(_ connection: X11Connection) {
        self.connection = connection
    }

    /// Waits for the program's answer; `false` when there is none to ask, or it does not answer.
    func isAnswered() throws(DesktopError) -> Bool {
        guard let window = focusedWindow() else { return false }
        let ping = connection.atom("_NET_WM_PING")
        lastNumber += 1
        connection.send(
            "WM_PROTOCOLS", to: window, about: window, (Int(ping), lastNumber, Int(window)), mask: 0
        )
        let end = ContinuousClock.now.advanced(by: X11Ping.answerTime)
        while true {
            var event = XEvent()
            while XCheckTypedWindowEvent(
                connection.display, connection.root, ClientMessage, &event) != 0
            {
                if event.xclient.data.l.0 == Int(ping), event.xclient.data.l.1 == lastNumber {
                    return true
                }
            }
            try connection.alive("asking a program whether it has read its keys")
            if ContinuousClock.now >= end { return false }
            connection.waitForInput(milliseconds: X11Ping.sliceMilliseconds)
        }
    }

    /// The window with the keyboard, or the one around it that answers pings.
    private func focusedWindow() -> CX11.Window? {
        connection.focusedWindows().first(where: connection.answersPings)
    }
}

extension X11Connection {
    /// Whether a window's program says that it answers pings.
    func answersPings(_ window: CX11.Window) -> Bool {
        property("WM_PROTOCOLS", of: window)?.numbers.contains(atom("_NET_WM_PING")) ?? false
    }
}
