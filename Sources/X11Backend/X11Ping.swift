import DeskwrightCX11
import DeskwrightCore

/// Asks programs whether they have read all that was sent to them.
///
/// A program answers a ping in its turn, after the events before it. Most toolkits do; some, such as
/// Xt, on which xterm is built, do not.
///
/// - SeeAlso: EWMH 1.5, `_NET_WM_PING`.
final class X11Ping {
    private let connection: X11Connection
    /// Beyond what window managers count to, so that none takes an answer for its own.
    private var lastNumber = 0x4457_0000

    init(_ connection: X11Connection) {
        self.connection = connection
    }

    /// Asks the first of some windows that says it answers.
    ///
    /// - Returns: The question's number, or `nil` when none does.
    func ask(_ windows: [DeskwrightCX11.Window]) -> Int? {
        let ping = connection.atom("_NET_WM_PING")
        guard let window = windows.first(where: connection.answersPings) else { return nil }
        lastNumber += 1
        connection.send(
            "WM_PROTOCOLS", to: window, about: window, (Int(ping), lastNumber, Int(window)), mask: 0
        )
        XFlush(connection.display)
        return lastNumber
    }

    /// Whether the answer to the last question has come; does not block.
    func isAnswered(_ number: Int) throws(DesktopError) -> Bool {
        let ping = Int(connection.atom("_NET_WM_PING"))
        var event = XEvent()
        while XCheckTypedWindowEvent(
            connection.display, connection.root, ClientMessage, &event) != 0
        {
            if event.xclient.data.l.0 == ping, event.xclient.data.l.1 == number { return true }
        }
        try connection.alive("asking a program whether it has read its keys")
        return false
    }
}

extension X11Connection {
    /// Whether a window's program says that it answers pings.
    func answersPings(_ window: DeskwrightCX11.Window) -> Bool {
        has("_NET_WM_PING", in: "WM_PROTOCOLS", of: window)
    }
}
