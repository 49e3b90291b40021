import DeskwrightCX11
import DeskwrightCore

/// A desktop reached through an X server.
///
/// All its calls run on one thread of its own, because Xlib blocks. When the server goes away, the
/// call that notices it and all later ones throw ``/DeskwrightCore/DesktopError/connectionLost(operation:)``.
public actor X11Desktop: Desktop {
    private let executor = ThreadExecutor(name: "x11")
    private var parts: X11Parts?
    private var clipboardOwner: X11ClipboardOwner?
    private var address: (display: String, authority: String?) = ("", nil)

    /// A wait is cut into slices, so that other calls and cancellation get their turn.
    private static let sliceMilliseconds = 25

    /// The one thread that all its calls run on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    init() {}

    isolated deinit {
        // The map of a server that is gone needs no putting back.
        try? parts?.hand.releaseAll()
        parts = nil
    }

    /// Connects to a display.
    ///
    /// - Parameters:
    ///   - display: Its name as in `$DISPLAY`, `:99` for one on this machine.
    ///   - authority: The path of the Xauthority file with its cookie; `nil` leaves it to Xlib, which
    ///     looks at `$XAUTHORITY` and then at `~/.Xauthority`.
    /// - Returns: The connected desktop; the last use of it closes the connection.
    /// - Throws: `cannotConnect`, `missingExtension` (XTEST, DAMAGE, XKEYBOARD) or, for a screen
    ///   with less than 8 bits a pixel, `unsupportedScreen`.
    public static func connect(
        to display: String, authority: String? = nil
    ) async throws(DesktopError) -> X11Desktop {
        let desktop = X11Desktop()
        try await desktop.open(display, authority)
        return desktop
    }

    private func open(_ display: String, _ authority: String?) throws(DesktopError) {
        parts = try X11Parts(X11Connection(display: display, authority: authority))
        address = (display, authority)
    }

    public func size() async throws(DesktopError) -> Size {
        let operation = "asking for the screen's size"
        return try connected(operation).connection.screenSize(operation)
    }

    public func capture() async throws(DesktopError) -> Frame {
        let parts = try connected("reading the screen")
        parts.changes.notice()
        return try parts.reader.capture()
    }

    public func windows() async throws(DesktopError) -> [WindowInfo] {
        try connected("listing the windows").connection.windows()
    }

    public func allWindows() async throws(DesktopError) -> [WindowInfo] {
        try connected("listing the windows").connection.windows(alsoHidden: true)
    }

    public func pointer() async throws(DesktopError) -> Point {
        let operation = "asking for the pointer"
        return try connected(operation).connection.pointer(operation)
    }

    /// Does one action; a cancelled one is `notRun`, though a part of it may have been sent.
    ///
    /// A press at the place of the last action's waits until no program takes the two for a double
    /// click: half a second after it.
    ///
    /// - Throws: `connectionLost` when the server is gone, or `requestFailed` when it says no.
    public func perform(_ action: Action) async throws(DesktopError) -> ActionResult {
        if let pause = try connected(action.name).hand.stepAside(before: action) {
            // Cancellation ends the pause, and the action is not run then.
            try? await ContinuousClock().sleep(for: pause)
        }
        return try connected(action.name).hand.perform(action)
    }

    public func waitForChange(upTo limit: Duration) async throws(DesktopError) -> DesktopChange {
        let end = ContinuousClock.now.advanced(by: limit)
        while true {
            let parts = try connected("waiting for a change")
            let change = try parts.changes.take()
            if !change.isEmpty { return change }
            let left = ContinuousClock.now.duration(to: end)
            if left <= .zero || Task.isCancelled { return [] }
            let slice = min(left, .milliseconds(X11Desktop.sliceMilliseconds))
            parts.connection.waitForInput(milliseconds: slice.wholeMilliseconds)
            await Task.yield()
        }
    }

    public func clipboard() async throws(DesktopError) -> String? {
        try connected("reading the clipboard").clipboard.text()
    }

    /// Puts a text on the clipboard, over a connection of its own from the first text on.
    ///
    /// - Parameter text: What programs paste.
    /// - Throws: `connectionLost` when the server is gone, or `cannotConnect` when it takes no more
    ///   programs.
    public func setClipboard(_ text: String) async throws(DesktopError) {
        let operation = "setting the clipboard"
        try connected(operation).connection.sync(operation)
        if clipboardOwner == nil {
            clipboardOwner = try X11ClipboardOwner(
                display: address.display, authority: address.authority)
        }
        try await clipboardOwner?.own(text)
    }

    public func close(window id: UInt64) async throws(DesktopError) {
        try connected("closing a window").connection.close(window: id)
    }

    public func releaseAll() async {
        // With the server gone nothing is down any more.
        try? parts?.hand.releaseAll()
    }

    func connected(_ operation: String) throws(DesktopError) -> X11Parts {
        guard let parts else { throw .connectionLost(operation: operation) }
        try parts.connection.alive(operation)
        return parts
    }
}

/// What works over one connection.
final class X11Parts {
    let connection: X11Connection
    let pixels: X11PixelReader
    let reader: X11ScreenReader
    let changes: X11Changes
    let hand: X11Hand
    let clipboard: X11Clipboard

    init(_ connection: X11Connection) throws(DesktopError) {
        self.connection = connection
        pixels = X11PixelReader(connection)
        reader = try X11ScreenReader(connection, pixels)
        changes = try X11Changes(connection)
        hand = try X11Hand(connection)
        clipboard = X11Clipboard(connection)
    }
}

extension X11Connection {
    func pointer(_ operation: String) throws(DesktopError) -> Point {
        var windows: (DeskwrightCX11.Window, DeskwrightCX11.Window) = (0, 0)
        var onScreen: (x: Int32, y: Int32) = (0, 0)
        var inWindow: (x: Int32, y: Int32) = (0, 0)
        var mask: UInt32 = 0
        XQueryPointer(
            display, root, &windows.0, &windows.1, &onScreen.x, &onScreen.y, &inWindow.x,
            &inWindow.y, &mask)
        try alive(operation)
        return Point(x: Int(onScreen.x), y: Int(onScreen.y))
    }
}
