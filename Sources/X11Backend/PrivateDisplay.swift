import DeskwrightCore
import DeskwrightPrograms
import Glibc

/// An X server of one's own, with a window manager and a session bus, unseen and shared with nobody.
public final class PrivateDisplay: Sendable {
    /// As `$DISPLAY` has it: `:1`.
    public let name: String
    /// The number in ``name``.
    public var number: Int { lockedNumber.value }
    /// MIT-MAGIC-COOKIE-1, which the server wants of every client: 16 bytes.
    public let cookie: [UInt8]
    /// The file that holds the cookie, for `$XAUTHORITY`.
    public let authorityFile: String
    /// What apps need in their environment, on top of the run's own, to be shown here.
    public let environment: [String: String]
    /// Marks the display's own processes, and the services that its bus starts.
    package var marker: RunMarker { programs.marker }

    /// The paths of its programs' logs by their names, where they are in a folder of the display's own.
    package var logs: [String: String] { folder.logs }

    private let lockedNumber: DisplayNumber
    private let programs: ProgramGroup
    private let server: RunningProgram
    private let folder: PrivateDisplayFolder

    init(
        number: DisplayNumber, cookie: [UInt8], environment: [String: String],
        programs: ProgramGroup,
        server: RunningProgram, folder: PrivateDisplayFolder
    ) {
        name = ":\(number.value)"
        lockedNumber = number
        self.cookie = cookie
        authorityFile = folder.authorityFile
        self.environment = environment
        self.programs = programs
        self.server = server
        self.folder = folder
    }

    /// Starts a display that is ready for apps: it lets clients in, and windows are managed.
    ///
    /// - Parameters:
    ///   - size: The screen's, in pixels; its depth is 24 bits.
    ///   - dotsPerInch: What the server says of its screen.
    ///   - windowManager: A program's name, or `nil` for none.
    ///   - folder: Where `Xvfb.log` and the other logs go; it is there already. Unsaid it is
    ///     a folder that goes with the display.
    ///   - environment: All of the environment of its programs (PATH, HOME, LANG);
    ///     `TMPDIR` in it chooses where the sockets are.
    /// - Returns: The display; it is the caller's to ``stop()``.
    /// - Throws: What is missing or fails; nothing is left running then.
    public static func start(
        size: Size, dotsPerInch: Int = 96, windowManager: String? = "openbox",
        folder: String? = nil,
        environment: [String: String]
    ) async throws(PrivateDisplayError) -> PrivateDisplay {
        guard (1...32767).contains(size.width), (1...32767).contains(size.height) else {
            throw .unsupportedSize(size)
        }
        let cookie = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        let number = try DisplayNumber()
        let ownFolder = try PrivateDisplayFolder.make(
            parent: environment["TMPDIR"], cookie: cookie)
        let launch = PrivateDisplayLaunch(
            programs: PrivateDisplayPrograms(
                number: number, size: size, dotsPerInch: dotsPerInch, folder: ownFolder,
                logFolder: folder ?? ownFolder.path,
                environment: environment), cookie: cookie)
        do {
            return try await launch.run(windowManager: windowManager)
        } catch {
            await launch.group.stopAll()
            number.release()
            ownFolder.remove()
            throw error
        }
    }

    /// Why the display is no longer there; `nil` while it is.
    public var failure: PrivateDisplayError? {
        server.exit.map {
            .ended(program: "Xvfb", exit: $0, lastWords: PrivateDisplayLaunch.lastWords(of: server))
        }
    }

    /// Ends the display, with all that it and its bus started, and removes its sockets and files.
    ///
    /// End the apps before, or they will see their display die. Works in a cancelled task, and may
    /// be called again.
    ///
    /// - Returns: The processes that even SIGKILL did not end.
    @discardableResult
    public func stop() async -> [ProcessEntry] {
        let leftovers = await programs.stopAll()
        folder.remove()
        lockedNumber.release()
        return leftovers
    }
}
