import DeskwrightCX11
import DeskwrightCore
import DeskwrightPrograms

/// Knows the windows that keys were sent to, and waits until their programs have read them.
///
/// A program that answers pings does so in its turn, after the keys before it. Any other one on this
/// machine has read them when it sleeps in poll(2) and has not run between two looks, with a round
/// trip to the server between them, which the server answers only when it has done what the program
/// asked for: by then it has written the keys to the program's socket, and the reply to any request
/// for which the program may be waiting, and both would have ended the poll(2).
final class X11Readers {
    private let connection: X11Connection
    private let ping: X11Ping
    /// The windows that have got keys since all were read.
    private var windows: Set<DeskwrightCX11.Window> = []
    private var lastKeys = ContinuousClock.now

    /// So long a program of which nothing can be known gets: it answers no pings, and is not ours to
    /// look at.
    private static let unknownTime = Duration.seconds(2)
    private static let momentTime = Duration.milliseconds(300)
    private static let sliceMilliseconds = 2
    private static let operation = "waiting for a program to read its keys"

    init(_ connection: X11Connection) {
        self.connection = connection
        ping = X11Ping(connection)
    }

    /// Notes that the windows with the keyboard get keys, or have just got some.
    ///
    /// - Returns: Those windows; none when nobody has the keyboard.
    func noteKeys() throws(DesktopError) -> [DeskwrightCX11.Window] {
        let receivers = connection.tolerant { connection.keyReceivers() }
        try connection.alive("asking who has the keyboard")
        lastKeys = .now
        windows.formUnion(receivers)
        return receivers
    }

    /// Waits until all keys so far were read.
    ///
    /// - Returns: `false` when a program showed no sign of life for too long, or when the task is
    ///   cancelled and `untilCancelled` is set.
    func haveRead(untilCancelled: Bool) throws(DesktopError) -> Bool {
        var patience = Patience()
        for window in windows {
            let isRead = try connection.tolerant { () throws(DesktopError) in
                try wait(for: window, &patience, untilCancelled)
            }
            guard isRead else { return false }
            windows.remove(window)
        }
        return true
    }

    /// Waits for a moment until the program of a window has read what it was sent so far, of any kind.
    func awaitReading(of window: DeskwrightCX11.Window) throws(DesktopError) {
        try connection.tolerant { () throws(DesktopError) in
            var patience = Patience(altogether: X11Readers.momentTime)
            _ = try wait(for: window, &patience, true)
        }
    }

    /// Forgets who has not read: the keys that could be misread mean nothing any more.
    func forget() { windows = [] }

    private func wait(
        for window: DeskwrightCX11.Window, _ patience: inout Patience, _ untilCancelled: Bool
    ) throws(DesktopError) -> Bool {
        let around = connection.windows(around: window).filter {
            connection.haveOneOwner($0, window)
        }
        let process = X11Process(of: around, connection)
        let question = ping.ask(around)
        while true {
            if try hasRead(window, process, question) { return true }
            patience.note(process.flatMap { ProcessLook(processID: $0.id) })
            if patience.isOver || untilCancelled && Task.isCancelled { return false }
            connection.waitForInput(milliseconds: X11Readers.sliceMilliseconds)
        }
    }

    private func hasRead(
        _ window: DeskwrightCX11.Window, _ process: X11Process?, _ question: Int?
    ) throws(DesktopError) -> Bool {
        // A window that is gone took its keys with it.
        let isGone = connection.parent(of: window) == nil
        try connection.alive(X11Readers.operation)
        if isGone { return true }
        if let question { return try ping.isAnswered(question) }
        if let process { return try isAtRest(process, window) }
        return lastKeys.duration(to: .now) > X11Readers.unknownTime
    }

    private func isAtRest(
        _ process: X11Process, _ window: DeskwrightCX11.Window
    ) throws(DesktopError) -> Bool {
        guard let before = ProcessLook(processID: process.id), before.isAsleep else { return false }
        try letProgramGoFirst(window)
        return before == ProcessLook(processID: process.id)
    }

    /// Waits until the server has done what a window's program had asked for, and has written what
    /// it gets.
    ///
    /// The server serves programs of a higher priority first, but looks for requests of others only
    /// when it has had enough of ours: after some milliseconds, or when a priority changes. Up and
    /// down again go to the server in one piece, so that no end of ours leaves the program raised.
    ///
    /// - SeeAlso: X Synchronization Extension, `SetPriority`.
    private func letProgramGoFirst(_ window: DeskwrightCX11.Window) throws(DesktopError) {
        var priority: Int32 = 0
        XSyncGetPriority(connection.display, window, &priority)
        let raised = min(max(priority, 0), .max - 1) + 1
        XSyncSetPriority(connection.display, window, raised)
        // A 1 is what another of us has raised it to just now.
        XSyncSetPriority(connection.display, window, priority == 1 ? 0 : priority)
        try connection.sync(X11Readers.operation)
    }
}

/// How long is waited for programs: as long as one shows signs of life, up to a limit.
private struct Patience {
    private static let withoutSign = Duration.seconds(3)

    let altogether: Duration
    private let start = ContinuousClock.now
    private var lastSign = ContinuousClock.now
    private var lastLook: ProcessLook?

    init(altogether: Duration = .seconds(30)) {
        self.altogether = altogether
    }

    /// A thread that ran since the last look, or would if the machine let it, is a sign.
    mutating func note(_ look: ProcessLook?) {
        if look != lastLook || look?.isRunnable == true { lastSign = .now }
        lastLook = look
    }

    var isOver: Bool {
        lastSign.duration(to: .now) > Patience.withoutSign
            || start.duration(to: .now) > altogether
    }
}
