import DeskwrightCore
import Glibc
import Subprocess

/// A shell command that is waited for.
package struct ShellCommand: Sendable {
    private let spec: CommandSpec
    private let environment: [String: String]
    private let workingDirectory: String
    private let marker: RunMarker
    private let outputLimit: Int

    /// Runs a command through `/bin/sh -c`, in a session of its own, to its end.
    ///
    /// What it leaves in the background goes on running, and is not waited for; the marker finds it.
    /// When time is up or the task is cancelled, its whole process group is killed.
    ///
    /// - Parameters:
    ///   - spec: The command, and how long it may take.
    ///   - environment: All of its environment; the marker comes on top.
    ///   - workingDirectory: Where it starts.
    ///   - marker: By which what it leaves in the background is found.
    ///   - outputLimit: How much of each of its streams is kept, in bytes.
    /// - Returns: How it ended and what it said; a failing exit code is a result, and no error.
    /// - Throws: ``ProgramError/timedOut(command:limit:output:)``,
    ///   ``ProgramError/cancelled(command:)``, or why the shell cannot start.
    package static func run(
        _ spec: CommandSpec, environment: [String: String], workingDirectory: String,
        marker: RunMarker, outputLimit: Int = 1 << 20
    ) async throws(ProgramError) -> CommandOutput {
        let command = ShellCommand(
            spec: spec, environment: environment, workingDirectory: workingDirectory,
            marker: marker, outputLimit: outputLimit)
        return try await command.run()
    }

    private enum Ending {
        case ended(ProgramExit)
        case failed(ProgramError)
        case timeIsUp
    }

    private func run() async throws(ProgramError) -> CommandOutput {
        let output = OutputCollector(limit: outputLimit)
        let errors = OutputCollector(limit: outputLimit)
        let ending = await withTaskGroup(of: Ending.self) { group in
            group.addTask { await execute(output, errors) }
            group.addTask {
                try? await ContinuousClock().sleep(for: spec.timeout)
                return .timeIsUp
            }
            // Whichever comes second is cancelled, and the group waits for it: the command is dead.
            defer { group.cancelAll() }
            return await group.next() ?? .timeIsUp
        }
        if Task.isCancelled { throw .cancelled(command: spec.command) }
        switch ending {
        case .ended(let exit):
            return CommandOutput(
                exit: exit, standardOutput: output.captured, standardError: errors.captured)
        case .failed(let error): throw error
        case .timeIsUp:
            let lastLine = [errors, output].map(\.captured.lastLine).first { !$0.isEmpty }
            throw .timedOut(command: spec.command, limit: spec.timeout, output: lastLine ?? "")
        }
    }

    private func execute(_ output: OutputCollector, _ errors: OutputCollector) async -> Ending {
        let spawn = SpawnConfiguration(
            program: "/bin/sh", arguments: ["-c", spec.command],
            environment: marker.mark(environment), workingDirectory: workingDirectory)
        do {
            let result = try await Subprocess.run(
                try await spawn.resolve(), input: .none, output: .sequence, error: .sequence
            ) { execution in
                marker.sessions.note(execution.processIdentifier.value)
                let processDescriptor = execution.processIdentifier.processDescriptor
                let hasEnded: @Sendable () -> Bool = { isReadable(processDescriptor) }
                async let said: Void = output.collect(execution.standardOutput, hasEnded: hasEnded)
                try await errors.collect(execution.standardError, hasEnded: hasEnded)
                try await said
            }
            return .ended(ProgramExit(result.terminationStatus))
        } catch let error as ProgramError {
            return .failed(error)
        } catch {
            return .failed(spawn.failure(error))
        }
    }
}

/// A process descriptor becomes readable when its process ends.
///
/// - SeeAlso: pidfd_open(2).
private func isReadable(_ descriptor: Int32) -> Bool {
    var query = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&query, 1, 0) == 1
}
