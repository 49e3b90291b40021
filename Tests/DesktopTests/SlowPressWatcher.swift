import DeskwrightCX11
import DeskwrightCore
import DeskwrightX11Backend

/// Is told of every press before the program under the pointer is, and takes its time each time: a
/// window manager that raises what is clicked, on a loaded machine.
///
/// - SeeAlso: XGrabButton(3), XAllowEvents(3).
actor SlowPressWatcher {
    private let executor = ThreadExecutor(name: "watcher")
    private var connection: X11Connection?

    private static let delay = Duration.milliseconds(30)

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    isolated deinit {
        connection = nil
    }

    static func start(on display: String, authority: String?) async throws -> SlowPressWatcher {
        let watcher = SlowPressWatcher()
        try await watcher.open(display, authority)
        return watcher
    }

    /// Lets presses go on to their programs, until cancelled.
    func serve() async throws {
        while !Task.isCancelled {
            guard let connection else { return }
            connection.waitForInput(milliseconds: 5)
            while XPending(connection.display) > 0 {
                var event = XEvent()
                XNextEvent(connection.display, &event)
                guard event.type == ButtonPress else { continue }
                try? await Task.sleep(for: SlowPressWatcher.delay)
                XAllowEvents(connection.display, ReplayPointer, event.xbutton.time)
            }
            XFlush(connection.display)
            await Task.yield()
        }
    }

    private func open(_ display: String, _ authority: String?) throws {
        let connection = try X11Connection(display: display, authority: authority)
        self.connection = connection
        XGrabButton(
            connection.display, UInt32(AnyButton), UInt32(AnyModifier), connection.root, 0,
            UInt32(ButtonPressMask), GrabModeSync, GrabModeAsync, 0, 0)
        try connection.sync("watching presses")
    }
}
