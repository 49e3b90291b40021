import DeskwrightChecks
import DeskwrightCore
import DeskwrightJournals
import DeskwrightPrograms
import DeskwrightSight
import Foundation

/// What one run has open: its screen, its planner, its scratch folder and its programs.
actor Workspace {
    let task: TaskSpec
    let folder: RunFolder
    let journal: any Journal
    let options: RunOptions
    let programs = ProgramGroup()
    let eye = Eye()
    let snapshots: SnapshotBook
    private(set) var screen: OpenDesktop?
    private(set) var planner: OpenPlanner?
    private var home: OwnedFolder?
    /// The process numbers of apps that a step has closed.
    private var closed: Set<Int32> = []

    init(task: TaskSpec, folder: RunFolder, journal: any Journal, options: RunOptions) {
        self.task = task
        self.folder = folder
        self.journal = journal
        self.options = options
        snapshots = SnapshotBook(runFolder: folder.path, update: options.snapshotUpdate)
    }

    func openDesktop(_ adapters: Adapters) async throws -> OpenDesktop {
        let screen = try await adapters.openDesktop(task.display, folder)
        self.screen = screen
        if screen.isPrivate { home = try makeHome() }
        return screen
    }

    func openPlanner(_ task: TaskSpec, _ adapters: Adapters) async throws -> OpenPlanner {
        let journal = journal
        let planner = try await adapters.openPlanner(task) { news in
            // What cannot be written shows again as the error of the next event.
            switch news {
            case .note(let text): try? await journal.append(.noted(text))
            case .thought(let text): try? await journal.append(.thought(text))
            case .thinking: break
            }
        }
        self.planner = planner
        return planner
    }

    func checker() throws -> any Checker {
        guard let screen else { preconditionFailure("the desktop is opened first") }
        return DesktopChecker(
            desktop: screen.desktop, eye: eye,
            snapshots: snapshots,
            workFolder: folder.workPath,
            environment: environment(),
            programs: programs, otherMarkers: screen.markers, secrets: options.secrets)
    }

    /// Lays out files, runs setup and starts the apps, each when the one before is ready.
    func prepare() async throws {
        for file in task.files { try place(file) }
        for command in task.setup { try await run(command, named: "setup") }
        for app in task.apps { try await start(app) }
    }

    /// Ends an app; `false` where none of this id was started.
    func close(app id: String) async -> Bool {
        guard let program = await programs.program(id) else { return false }
        closed.insert(program.processID)
        await program.stop()
        return true
    }

    /// What became of apps that ended by a fault or were killed, though nobody closed them.
    func lostApps() async -> [String] {
        await programs.programs.filter { !closed.contains($0.processID) }.compactMap { program in
            guard let exit = program.exit, !exit.isSuccess else { return nil }
            return "the app \(quoted(program.id)) \(exit)"
        }
    }

    /// Ends everything, in the reverse order; goes on whatever fails, and notes it.
    func tearDown() async {
        for step in task.teardown { await tearDown(step) }
        await programs.stopAll()
        await planner?.close()
        await screen?.close()
        home?.remove()
    }

    private func tearDown(_ step: TeardownStep) async {
        switch step {
        case .close(let id):
            _ = await close(app: id)
        case .run(let command):
            do {
                try await run(command, named: "teardown")
            } catch {
                await note("\(error)")
            }
        }
    }

    private func note(_ text: String) async {
        // The journal itself may be what fails: its error ends the run with the next event.
        try? await journal.append(.noted(text))
    }
}

extension Workspace {
    /// What programs of this run start with: the caller's, the screen's, the task's own.
    private func environment() -> [String: String] {
        var environment = options.environment
        environment["WORK"] = folder.workPath
        environment["PWD"] = folder.workPath
        if let home { environment["HOME"] = home.path }
        environment.merge(screen?.environment ?? [:]) { $1 }
        environment.merge(task.environment.mapValues(options.secrets.reveal)) { $1 }
        return environment
    }

    private func makeHome() throws -> OwnedFolder {
        do throws(OwnedFolderError) {
            return try OwnedFolder.make("home", in: FileManager.default.temporaryDirectory.path)
        } catch {
            throw SetupError.cannotWrite(path: error.path, reason: error.reason)
        }
    }

    private func place(_ file: FixtureFile) throws {
        let target = URL(fileURLWithPath: folder.workPath).appendingPathComponent(file.path)
        do {
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            switch file.source {
            case .copy(let path):
                try FileManager.default.copyItem(atPath: path, toPath: target.path)
            case .text(let text):
                try Data(options.secrets.reveal(text).utf8).write(to: target)
            }
        } catch {
            throw SetupError.cannotWrite(path: file.path, reason: error.systemReason)
        }
    }

    private func run(_ spec: CommandSpec, named name: String) async throws {
        _ = try await output(of: spec, phase: name)
    }

    /// What a command printed that ended well.
    func output(of spec: CommandSpec, phase name: String) async throws -> CommandOutput {
        var revealed = spec
        revealed.command = options.secrets.reveal(spec.command)
        let output = try await programs.run(
            revealed, environment: environment(), workingDirectory: folder.workPath)
        guard output.exit.isSuccess else {
            throw SetupError.commandFailed(
                phase: name, command: spec.command, exit: "\(output.exit)",
                lastLine: output.standardError.lastLine)
        }
        return output
    }

    /// Until then a window that is shown gets the keyboard, unless it never does.
    private static let focusTime = Duration.milliseconds(500)

    func start(_ app: AppSpec) async throws {
        let watch = Stopwatch(ContinuousClock())
        let program = try await programs.start(
            ProgramSpec(
                id: app.id, program: app.program,
                arguments: app.arguments.map(options.secrets.reveal),
                environment: environment().merging(
                    app.environment.mapValues(options.secrets.reveal)
                ) { $1 },
                workingDirectory: folder.workPath, log: folder.appLogPath(app.id)))
        if let ready = app.ready { try await waitUntilReady(app, ready, program, watch) }
        try await journal.append(
            .noted(
                "started \(app.id) in \(Int(watch.elapsed.inSeconds * 1_000)) ms"))
    }

    private func waitUntilReady(
        _ app: AppSpec, _ ready: WindowMatch, _ program: RunningProgram, _ watch: Stopwatch
    ) async throws {
        guard let desktop = screen?.desktop else { return }
        var shownSince: Duration?
        while true {
            let windows = try await desktop.windows()
            if let window = windows.last(where: ready.accepts) {
                let since = shownSince ?? watch.elapsed
                shownSince = since
                if window.isActive || watch.elapsed - since > Workspace.focusTime { return }
            }
            if let exit = program.exit, !exit.isSuccess {
                throw SetupError.appEnded(id: app.id, exit: "\(exit)", log: program.log)
            }
            if watch.elapsed >= app.timeout {
                throw SetupError.appNotReady(
                    id: app.id, wanted: "\(ready)", limit: app.timeout,
                    windows: windows.map(\.title), log: program.log)
            }
            try Task.checkCancellation()
            _ = try await desktop.waitForChange(upTo: .milliseconds(100))
        }
    }
}
