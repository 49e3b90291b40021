import DeskwrightCore

/// The programs that a run starts and leaves running, and the end of all of them.
///
/// A keeper process ends them should this process be killed or crash before it does.
package actor ProgramGroup {
    /// By which all processes of the group are known, also those that programs started by themselves.
    package nonisolated let marker: RunMarker
    /// All that were started, also those that have ended.
    package private(set) var programs: [RunningProgram] = []
    private var isClosed = false
    private var keeper: Task<Result<ProgramKeeper, ProgramError>, Never>?

    package init(marker: RunMarker = .unique()) {
        self.marker = marker
    }

    /// The program of this id that was started last.
    package func program(_ id: String) -> RunningProgram? {
        programs.last { $0.id == id }
    }

    /// Starts a program in a session of its own; returns once it has a process id.
    package func start(_ spec: ProgramSpec) async throws(ProgramError) -> RunningProgram {
        guard !isClosed else { throw .closed(program: spec.program) }
        try await watch()
        let program = try await ProgramLaunch(spec: spec, marker: marker).start()
        programs.append(program)
        if isClosed {
            await program.stop(grace: .zero)
            throw .closed(program: spec.program)
        }
        return program
    }

    /// Runs a command of the run to its end, as
    /// ``ShellCommand/run(_:environment:workingDirectory:marker:outputLimit:)`` does.
    ///
    /// - Parameters:
    ///   - spec: The command, and how long it may take.
    ///   - environment: All of its environment; the marker comes on top.
    ///   - workingDirectory: Where it starts.
    /// - Returns: How it ended and what it said.
    /// - Throws: ``ProgramError``
    package func run(
        _ spec: CommandSpec, environment: [String: String], workingDirectory: String
    ) async throws(ProgramError) -> CommandOutput {
        if !isClosed { try await watch() }
        guard !isClosed else { throw .closed(program: "/bin/sh") }
        return try await ShellCommand.run(
            spec, environment: environment, workingDirectory: workingDirectory, marker: marker)
    }

    /// Ends every process of the run, daemons and children of children too; none starts after this.
    ///
    /// Works in a cancelled task, and may be called again.
    ///
    /// - Parameter grace: How long they may take after SIGTERM before they are killed.
    /// - Returns: Those that even SIGKILL did not end.
    @discardableResult
    package func stopAll(grace: Duration = .seconds(2)) async -> [ProcessEntry] {
        isClosed = true
        let leftovers = await ProcessSweep(marker: marker).run(grace: grace)
        let stuck = Set(leftovers.map(\.processID))
        // So that every exit is known, and no zombie is left.
        for program in programs where !stuck.contains(program.processID) {
            await program.stop(grace: .zero)
        }
        if let keeper {
            self.keeper = nil
            if case .success(let keeper) = await keeper.value { await keeper.dismiss() }
        }
        return leftovers
    }

    private func watch() async throws(ProgramError) {
        // Two that start at once share one keeper.
        let keeper = self.keeper ?? Task { [marker] in await ProgramKeeper.start(for: marker) }
        self.keeper = keeper
        _ = try await keeper.value.get()
    }
}
