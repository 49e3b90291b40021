import DeskwrightCX11
import DeskwrightCore
import DeskwrightPrograms

/// Knows the windows that keys were sent to, and waits until their programs have read them.
///
/// A program that answers pings does so in its turn, after the keys before it. Any other one on this
/// machine has read them when it sleeps in poll(2) and has not run between two looks, with a round
/// trip to the server between them, which the server answers only when it has nothing else to do: by
/// then it has written the keys to the program's socket, and the reply to any request for which the
/// program may be waiting, and both would have ended the poll(2).
final class X11Readers {
    private let connection: X11Connection
    private let ping: X11Ping
    /// The windows that have got keys since all were read.
    private var windows: Set<DeskwrightCX11.Window> = []
    private var lastKeys = ContinuousClock.now

    /// So long a program on another machine that answers no pings gets; nothing can be known of it.
    private static let remoteTime = Duration.seconds(2)
    private static let sliceMilliseconds = 2

    init(_ connection: X11Connection) {
        self.connection = connection
        ping = X11Ping(connection)
    }

    /// Notes that the window with the keyboard gets keys, or has just got some.
    ///
    /// - Returns: That window; `nil` when none has the keyboard.
    func noteKeys() throws(DesktopError) -> DeskwrightCX11.Window? {
        var focus: DeskwrightCX11.Window = 0
        var revert: Int32 = 0
        XGetInputFocus(connection.display, &focus, &revert)
        if focus == PointerRoot { focus = connection.focusedWindows().first ?? 0 }
        try connection.alive("asking who has the keyboard")
        lastKeys = .now
        guard focus != 0 else { return nil }
        windows.insert(focus)
        return focus
    }

    /// Waits until all keys so far were read.
    ///
    /// - Returns: `false` when a program showed no sign of life for too long, or when the task is
    ///   cancelled and `untilCancelled` is set.
    func haveRead(untilCancelled: Bool) throws(DesktopError) -> Bool {
        for window in windows {
            let isRead = try connection.tolerant { () throws(DesktopError) in
                let around = connection.windows(around: window)
                // A window that is gone took its keys with it.
                guard !around.isEmpty else { return true }
                return try hasRead(around, untilCancelled)
            }
            guard isRead else { return false }
            windows.remove(window)
        }
        return true
    }

    private func hasRead(
        _ around: [DeskwrightCX11.Window], _ untilCancelled: Bool
    ) throws(DesktopError) -> Bool {
        let process = X11Process(of: around, connection)
        if let question = ping.ask(around) {
            let isAnswered = try wait(for: process, untilCancelled) { () throws(DesktopError) in
                try ping.isAnswered(question)
            }
            if isAnswered { return true }
        } else if process == nil {
            return try wait(for: nil, untilCancelled) {
                self.lastKeys.duration(to: .now) > X11Readers.remoteTime
            }
        }
        guard let process else { return false }
        return try wait(for: process, untilCancelled) { () throws(DesktopError) in
            try isAtRest(process)
        }
    }

    private func wait(
        for process: X11Process?, _ untilCancelled: Bool,
        until isDone: () throws(DesktopError) -> Bool
    ) throws(DesktopError) -> Bool {
        var patience = Patience()
        while try !isDone() {
            try connection.alive("waiting for a program to read its keys")
            patience.note(process.flatMap { ProcessLook(processID: $0.id) })
            if patience.isOver || untilCancelled && Task.isCancelled { return false }
            connection.waitForInput(milliseconds: X11Readers.sliceMilliseconds)
        }
        return true
    }

    private func isAtRest(_ process: X11Process) throws(DesktopError) -> Bool {
        // A program that is gone reads no more.
        guard let before = ProcessLook(processID: process.id) else { return true }
        guard before.isAsleep else { return false }
        try letOthersGoFirst()
        guard let after = ProcessLook(processID: process.id) else { return true }
        return before == after
    }

    /// Waits until the server has done what others had asked for, and has written what they get.
    ///
    /// It serves those of a higher priority first, but looks for requests of others only when it has
    /// had enough of ours: after some milliseconds, or when our priority changes.
    ///
    /// - SeeAlso: X Synchronization Extension, `SetPriority`.
    private func letOthersGoFirst() throws(DesktopError) {
        defer { XSyncSetPriority(connection.display, 0, 0) }
        XSyncSetPriority(connection.display, 0, -1)
        try connection.sync("waiting for a program to read its keys")
    }
}

/// How long is waited for a program: as long as it shows signs of life, up to a limit.
private struct Patience {
    private static let withoutSign = Duration.seconds(3)
    private static let altogether = Duration.seconds(30)

    private let start = ContinuousClock.now
    private var lastSign = ContinuousClock.now
    private var lastLook: ProcessLook?

    /// A thread that ran since the last look, or would if the machine let it, is a sign.
    mutating func note(_ look: ProcessLook?) {
        if look != lastLook || look?.isRunnable == true { lastSign = .now }
        lastLook = look
    }

    var isOver: Bool {
        lastSign.duration(to: .now) > Patience.withoutSign
            || start.duration(to: .now) > Patience.altogether
    }
}
