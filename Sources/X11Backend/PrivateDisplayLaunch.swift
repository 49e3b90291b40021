import DeskwrightCore
import DeskwrightPrograms
import Glibc

/// The start of a private display, step by step.
struct PrivateDisplayLaunch: Sendable {
    let programs: PrivateDisplayPrograms
    let cookie: [UInt8]
    let group = ProgramGroup()

    /// Far beyond what a loaded machine needs; Xvfb takes a tenth of a second.
    private static let limit = Duration.seconds(30)

    func run(windowManager: String?) async throws(PrivateDisplayError) -> PrivateDisplay {
        let server = try await start(programs.server, package: "xvfb")
        let number = programs.number.value
        _ = try await line(in: programs.folder.readyFile, from: server)
        try await wait(for: server) {
            PrivateDisplayReadiness(number: number, cookie: cookie)?.answer == .accepted
        }
        try await freeKeys(of: server, number: number)

        let environment = programs.appEnvironment(displayName: ":\(number)")
        var clients = programs
        clients.environment.merge(environment) { $1 }
        let bus = try await start(clients.bus, package: "dbus-daemon")
        if let windowManager {
            try await startWindowManager(clients.windowManager(windowManager), number: number)
        }
        _ = try await line(in: programs.folder.addressFile, from: bus)
        return PrivateDisplay(
            number: programs.number, cookie: cookie, environment: environment, programs: group,
            server: server, folder: programs.folder)
    }

    /// Before the first program reads the keyboard's map.
    private func freeKeys(
        of server: RunningProgram, number: Int
    ) async throws(PrivateDisplayError) {
        do throws(DesktopError) {
            try await PrivateDisplayKeys().free(
                display: ":\(number)", authority: programs.folder.authorityFile)
        } catch {
            guard let exit = server.exit else {
                throw .notReady(program: server.id, limit: .zero, lastWords: error.message)
            }
            throw .ended(
                program: server.id, exit: exit,
                lastWords: PrivateDisplayLaunch.lastWords(of: server))
        }
    }

    private func startWindowManager(
        _ spec: ProgramSpec, number: Int
    ) async throws(PrivateDisplayError) {
        let configuration = Array(PrivateDisplayPrograms.openboxConfiguration.utf8)
        try programs.folder.write(configuration, to: programs.folder.openboxFile)
        let isOpenbox = spec.program == "openbox"
        let program = try await start(spec, package: isOpenbox ? "openbox" : nil)
        let clock = ContinuousClock()
        // A window manager from before the hints never says that it is ready.
        let silence = clock.now + .seconds(1)
        try await wait(for: program) {
            guard let display = PrivateDisplayReadiness(number: number, cookie: cookie) else {
                return false
            }
            return display.hasReadyWindowManager
                || (clock.now > silence && display.hasWindowManager)
        }
        if isOpenbox { try await tryWindow(on: number, program) }
    }

    /// Waits until the window manager shows what it is asked for.
    private func tryWindow(
        on number: Int, _ program: RunningProgram
    ) async throws(PrivateDisplayError) {
        guard let display = PrivateDisplayReadiness(number: number, cookie: cookie) else { return }
        let trial = PrivateDisplayTrial(on: display)
        try await wait(for: program, until: trial.wasShown)
        try await wait(for: program, until: trial.isGone)
    }

    private func start(
        _ spec: ProgramSpec, package: String?
    ) async throws(PrivateDisplayError) -> RunningProgram {
        if Task.isCancelled { throw .cancelled }
        do {
            return try await group.start(spec)
        } catch .notFound(let program, _) {
            throw .missingProgram(name: program, package: package)
        } catch {
            throw .notStarted(error)
        }
    }

    /// The first line of a file that a program is going to write.
    private func line(
        in path: String, from program: RunningProgram
    ) async throws(PrivateDisplayError) -> String {
        var line = ""
        try await wait(for: program) {
            let text = PrivateDisplayLaunch.text(of: path)
            guard let end = text.firstIndex(of: "\n") else { return false }
            line = String(text[..<end])
            return true
        }
        return line
    }

    private func wait(
        for program: RunningProgram, until isReady: () -> Bool
    ) async throws(PrivateDisplayError) {
        let clock = ContinuousClock()
        let deadline = clock.now + PrivateDisplayLaunch.limit
        while !isReady() {
            let lastWords = PrivateDisplayLaunch.lastWords(of: program)
            if let exit = program.exit {
                throw .ended(program: program.id, exit: exit, lastWords: lastWords)
            }
            guard clock.now < deadline else {
                throw .notReady(
                    program: program.id, limit: PrivateDisplayLaunch.limit, lastWords: lastWords)
            }
            do {
                try await clock.sleep(for: .milliseconds(2))
            } catch {
                throw .cancelled
            }
        }
    }

    /// The last line of a program's log that says something.
    ///
    /// The server frames its last words in lines that hold its sign of an error alone.
    static func lastWords(of program: RunningProgram) -> String {
        let text = text(of: program.log).replacing("(EE) ", with: "")
        return CapturedText(bytes: Array(text.utf8)).lastLine
    }

    /// A file's text, or its last 64 KiB; empty when there is none.
    private static func text(of path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        lseek(file, max(0, lseek(file, 0, SEEK_END) - off_t(bytes.count)), SEEK_SET)
        let count = read(file, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
