import Subprocess
import SystemPackage

/// The start of one program.
struct ProgramLaunch {
    let spec: ProgramSpec
    let marker: RunMarker
    /// Stays the caller's to close; `nil` is an empty input.
    var input: FileDescriptor?

    private typealias Started = CheckedContinuation<Result<Int32, ProgramError>, Never>

    func start() async throws(ProgramError) -> RunningProgram {
        let spawn = SpawnConfiguration(
            program: spec.program, arguments: spec.arguments,
            environment: marker.mark(spec.environment), workingDirectory: spec.workingDirectory)
        let configuration = try await spawn.resolve()
        let (output, errors) = try openOutputs()
        let record = ExitRecord()
        let processID = await withCheckedContinuation { (started: Started) in
            // A task of its own: it watches the program to its end, whatever becomes of the caller.
            Task {
                var starting: Started? = started
                do {
                    let status = try await run(configuration, output, errors) { processID in
                        marker.sessions.note(processID)
                        starting?.resume(returning: .success(processID))
                        starting = nil
                    }
                    record.note(ProgramExit(status))
                } catch {
                    record.note(.lost(reason: "\(error)"))
                    starting?.resume(returning: .failure(spawn.failure(error)))
                }
            }
        }
        return RunningProgram(
            id: spec.id, processID: try processID.get(), log: spec.log, record: record)
    }

    private func run(
        _ configuration: Configuration, _ output: FileDescriptor, _ errors: FileDescriptor,
        hasStarted: (Int32) -> Void
    ) async throws -> TerminationStatus {
        let output = FileDescriptorOutput.fileDescriptor(output, closeAfterSpawningProcess: true)
        let errors = FileDescriptorOutput.fileDescriptor(errors, closeAfterSpawningProcess: true)
        guard let input else {
            return try await Subprocess.run(
                configuration, input: .none, output: output, error: errors
            ) { hasStarted($0.processIdentifier.value) }.terminationStatus
        }
        return try await Subprocess.run(
            configuration, input: .fileDescriptor(input, closeAfterSpawningProcess: false),
            output: output, error: errors
        ) { hasStarted($0.processIdentifier.value) }.terminationStatus
    }

    /// For standard output and standard error, which may both go to the log: it is opened for
    /// appending, so neither overwrites the other.
    private func openOutputs() throws(ProgramError) -> (FileDescriptor, FileDescriptor) {
        let errors = try open(spec.log)
        do {
            return (try open(spec.outputFile ?? spec.log), errors)
        } catch {
            try? errors.close()
            throw error
        }
    }

    private func open(_ path: String) throws(ProgramError) -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .append, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw .badLog(program: spec.program, path: path, reason: "\(error)")
        }
    }
}
