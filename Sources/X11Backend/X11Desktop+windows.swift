import DeskwrightCX11
import DeskwrightCore

/// Requests about windows, with a look at what came of them.
extension X11Desktop {
    /// So long a window manager may take before it counts as unwilling.
    private static let patience = Duration.seconds(1)
    /// Between two looks.
    private static let pause = Duration.milliseconds(3)

    public func focus(window id: UInt64) async throws(DesktopError) {
        try await ask(
            "giving the keyboard to", id, { $0.focusRequest(for: $1) }, until: { $0.hasFocus($1) },
            { connection, _ in
                let focused = connection.focusedWindows().last
                return focused.map { "0x\(String($0, radix: 16)) has it" } ?? "no window has it"
            })
    }

    public func raise(window id: UInt64) async throws(DesktopError) {
        try await ask(
            "raising", id, { $0.raiseRequest(for: $1) }, until: { $0.isOnTop($1) },
            { _, _ in "others are still above it" })
    }

    public func move(window id: UInt64, to origin: Point) async throws(DesktopError) {
        let range = Int(Int16.min)...Int(Int16.max)
        guard range.contains(origin.x), range.contains(origin.y) else {
            throw .requestFailed(operation: "moving a window to \(origin)", code: Int(BadValue))
        }
        try await ask(
            "moving", id, { $0.moveRequest(for: $1, to: origin) },
            until: { connection, window in
                connection.frame(of: window).map { Point(x: $0.x, y: $0.y) } == origin
            },
            { connection, window in
                connection.frame(of: window).map { "it is at \($0.x),\($0.y)" } ?? "it is gone"
            })
    }

    private func ask(
        _ verb: String, _ id: UInt64,
        _ request: (X11Connection, DeskwrightCX11.Window) -> () -> Void,
        until isDone: (X11Connection, DeskwrightCX11.Window) -> Bool,
        _ found: (X11Connection, DeskwrightCX11.Window) -> String
    ) async throws(DesktopError) {
        let operation = "\(verb) the window 0x\(String(id, radix: 16))"
        let end = ContinuousClock.now.advanced(by: X11Desktop.patience)
        let connection = try connected(operation).connection
        let window = try connection.existing(id)
        let send = request(connection, window)
        try connection.checked(operation, about: id, send)
        while true {
            let isDone = isDone(connection, window)
            try connection.alive(operation)
            _ = try connection.existing(id)
            if isDone { return }
            if ContinuousClock.now >= end || Task.isCancelled {
                throw .notDone(operation: operation, found: found(connection, window))
            }
            // Cancellation ends the pause; the next look is the last then.
            try? await ContinuousClock().sleep(for: X11Desktop.pause)
        }
    }
}
