import Subprocess
import SystemPackage

/// The start of one program.
struct ProgramLaunch {
    let spec: ProgramSpec
    let marker: RunMarker

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
                    let result = try await Subprocess.run(
                        configuration, input: .none,
                        output: .fileDescriptor(output, closeAfterSpawningProcess: true),
                        error: .fileDescriptor(errors, closeAfterSpawningProcess: true)
                    ) { execution in
                        starting?.resume(returning: .success(execution.processIdentifier.value))
                        starting = nil
                    }
                    record.note(ProgramExit(result.terminationStatus))
                } catch {
                    record.note(.lost(reason: "\(error)"))
                    starting?.resume(returning: .failure(spawn.failure(error)))
                }
            }
        }
        return RunningProgram(
            id: spec.id, processID: try processID.get(), log: spec.log, marker: marker,
            record: record)
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
