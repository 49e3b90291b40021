/// A screen with mouse and keyboard.
///
/// Every promise here is held by one contract suite, `Tests/DesktopTests`, on each adapter.
public protocol Desktop: Sendable {
    /// The screen's size in pixels, as it is now.
    ///
    /// - Throws: `DesktopError.connectionLost` when the screen is gone.
    func size() async throws(DesktopError) -> Size

    /// Takes one picture of the whole screen; a copy that later drawing does not change.
    ///
    /// - Throws: `DesktopError.connectionLost` when the screen is gone, `requestFailed` when the server says no.
    func capture() async throws(DesktopError) -> Frame

    /// The top-level windows that are shown, lowest first.
    ///
    /// - Throws: `DesktopError.connectionLost` when the screen is gone.
    func windows() async throws(DesktopError) -> [WindowInfo]

    /// All top-level windows, lowest first: also those that are minimised or on another workspace.
    ///
    /// - Throws: `DesktopError.connectionLost` when the screen is gone.
    func allWindows() async throws(DesktopError) -> [WindowInfo]

    /// Where the pointer is.
    ///
    /// - Throws: `DesktopError.connectionLost` when the screen is gone.
    func pointer() async throws(DesktopError) -> Point

    /// Does one action, and returns when all of its events have reached the screen's server.
    ///
    /// What cannot be done is refused before the first event. Nothing that it pressed is still down
    /// when it returns, throws or is cancelled. `screenshot` and `wait` send nothing: looking and
    /// letting time pass are the caller's.
    ///
    /// - Returns: What was sent, or why nothing was: a refusal is the planner's fault, and no error.
    /// - Throws: `DesktopError.connectionLost` when the screen is gone.
    func perform(_ action: Action) async throws(DesktopError) -> ActionResult

    /// Waits until something is drawn, or a window comes, goes or gets another title, but not longer
    /// than `limit`.
    ///
    /// A hint: what was drawn may look as before. Returns at once when something happened since the
    /// last call.
    ///
    /// - Parameter limit: The longest wait, by the desktop's own clock.
    /// - Returns: What happened; empty when the limit, or cancellation, ended the wait.
    /// - Throws: `DesktopError.connectionLost` when the screen is gone.
    func waitForChange(upTo limit: Duration) async throws(DesktopError) -> DesktopChange

    /// The text on the clipboard, or `nil` when it holds none.
    ///
    /// - Throws: `DesktopError.connectionLost` when the screen is gone.
    func clipboard() async throws(DesktopError) -> String?

    /// Puts a text on the clipboard, in place of what is there.
    ///
    /// The text stays there as long as the desktop is connected, or until another program takes the
    /// clipboard.
    ///
    /// - Parameter text: What programs paste, as it is: line ends are not changed.
    /// - Throws: `DesktopError.connectionLost` when the screen is gone.
    func setClipboard(_ text: String) async throws(DesktopError)

    /// Gives a window the keyboard, and shows it first if it is minimised; returns when it has it.
    ///
    /// - Parameter id: The `id` of the `WindowInfo`, here and in the other requests.
    /// - Throws: `DesktopError.windowGone` for a window that is not there, also when it goes
    ///   meanwhile; `notDone` where the window manager has it otherwise.
    func focus(window id: UInt64) async throws(DesktopError)

    /// Puts a window above the others, which may give it the keyboard; returns when it is there.
    ///
    /// - Throws: `windowGone` and `notDone`, as `focus(window:)` does.
    func raise(window id: UInt64) async throws(DesktopError)

    /// Moves a window so that the part that its program draws begins at a point of the screen.
    ///
    /// - Throws: `windowGone` and `notDone`, as `focus(window:)` does.
    func move(window id: UInt64, to origin: Point) async throws(DesktopError)

    /// Asks a window to close, as its close button would, and does not wait until it has.
    ///
    /// - Throws: `DesktopError.windowGone` for a window that is not there.
    func close(window id: UInt64) async throws(DesktopError)

    /// Lets go of every key and button that this desktop pressed and still holds.
    func releaseAll() async
}

extension Desktop {
    /// A picture with the windows and the pointer, as they are now.
    ///
    /// - Throws: What the three looks throw.
    package func screen() async throws(DesktopError) -> ScreenState {
        ScreenState(
            frame: try await capture(), windows: try await windows(), pointer: try await pointer())
    }
}

/// Kinds of things that happen on a screen.
public struct DesktopChange: OptionSet, Sendable, Hashable {
    /// One bit for each kind.
    public let rawValue: Int

    /// Kinds by their bits.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Something was drawn.
    public static let drawn = DesktopChange(rawValue: 1)
    /// A window came, went, moved, got the keyboard or another title: ``Desktop/windows()`` may say
    /// something else.
    public static let windows = DesktopChange(rawValue: 2)
    /// A program made a top-level window that it may show soon.
    public static let windowToCome = DesktopChange(rawValue: 4)
}

/// Why a desktop cannot be seen or driven.
public enum DesktopError: Failure, Hashable {
    /// No X server answers at this display.
    case cannotConnect(display: String, reason: String)
    /// The connection to the X server is gone.
    case connectionLost(operation: String)
    /// The server has not what Deskwright needs.
    case missingExtension(name: String)
    /// Pixels come in a form that is not understood.
    case unsupportedScreen(description: String)
    /// A region reaches beyond the screen, or has no pixel.
    case outsideScreen(region: Rect, screen: Size)
    /// No monitor has this name or number; what there is instead.
    case noSuchMonitor(name: String, known: [String])
    /// No window that is shown has this title; what there is instead.
    case noSuchWindow(title: String, known: [String])
    /// There is no window with this number, or no more.
    case windowGone(id: UInt64)
    /// A window is there but not shown: it is minimised, or on another workspace.
    case windowNotShown(id: UInt64)
    /// A request was sent and changed nothing in time; what was found instead.
    case notDone(operation: String, found: String)
    /// The server said no to a request; the code is X11's error code.
    case requestFailed(operation: String, code: Int)

    /// The task's for ``notDone(operation:found:)``, else the environment's.
    public var kind: FailureKind {
        if case .notDone = self { .task } else { .environment }
    }

    public var message: String {
        switch self {
        case .cannotConnect(let display, let reason):
            "cannot connect to the X display \(quoted(display)): \(reason)"
        case .connectionLost(let operation):
            "the X server went away during \(operation)"
        case .missingExtension(let name):
            "the X server lacks the extension \(name)"
        case .unsupportedScreen(let description):
            "pixels of this form are not supported: \(description)"
        case .outsideScreen(let region, let screen):
            "the region \(region) does not lie on the screen, which is \(screen)"
        case .noSuchMonitor(let name, _):
            "there is no monitor \(quoted(name))"
        case .noSuchWindow(let title, _):
            "no window that is shown has \(quoted(title)) in its title"
        case .windowGone(let id):
            "there is no window 0x\(String(id, radix: 16)) any more"
        case .windowNotShown(let id):
            "the window 0x\(String(id, radix: 16)) is not shown"
        case .notDone(let operation, let found):
            "\(operation) had no effect: \(found)"
        case .requestFailed(let operation, let code):
            "the X server refused \(operation) (X error code \(code))"
        }
    }

    public var hint: String? {
        switch self {
        case .cannotConnect:
            "is the display right, and may you use it? `deskwright doctor` looks at it"
        case .connectionLost: "the journal holds all that was done up to then"
        case .missingExtension: "start the server with it, or use Xvfb"
        case .unsupportedScreen: "start the server with a depth of 24"
        case .outsideScreen(_, let screen):
            "all of it has to lie in \(screen.bounds), and it has at least one pixel"
        case .noSuchMonitor(_, let known), .noSuchWindow(_, let known):
            known.isEmpty ? "there is none at all" : "there is \(known.joined(separator: ", "))"
        case .windowGone: "it was closed meanwhile, or the number is of another display"
        case .windowNotShown: "it is minimised or on another workspace: bring it back first"
        case .notDone: "a window manager may forbid it for a window, or want it elsewhere"
        case .requestFailed: nil
        }
    }
}
