import Glibc
import SystemPackage

/// A watcher outside of our process: if we are killed or crash, it ends the run's programs.
///
/// It is a shell that reads from a pipe which nobody writes to. The pipe's other end is ours alone,
/// and closes with us, however we end.
struct ProgramKeeper: Sendable {
    private let program: RunningProgram
    /// Our end of the pipe.
    private let lifeline: FileDescriptor

    /// `$1` is the entry to look for in `/proc/PID/environ`, where a zero byte ends each entry.
    private static let script = """
        read -r _
        for signal in TERM KILL; do
          for file in $(grep -lszxFe "$1" /proc/[0-9]*/environ); do
            id=${file#/proc/}
            kill -s "$signal" "${id%/environ}" 2>/dev/null
          done
          sleep 1
        done
        """

    static func start(for marker: RunMarker) async -> Result<ProgramKeeper, ProgramError> {
        let entry = "\(RunMarker.variable)=\(marker.value)"
        let spec = ProgramSpec(
            id: "keeper", program: "/bin/sh", arguments: ["-c", script, "keeper", entry],
            environment: ["PATH": SpawnConfiguration.defaultPath], workingDirectory: "/",
            log: "/dev/null")
        do throws(ProgramError) {
            let (input, lifeline) = try pipe()
            defer { try? input.close() }
            do throws(ProgramError) {
                // With a marker of its own, or it would be found when the others are.
                let launch = ProgramLaunch(spec: spec, marker: .unique(), input: input)
                return .success(
                    ProgramKeeper(program: try await launch.start(), lifeline: lifeline))
            } catch {
                try? lifeline.close()
                throw error
            }
        } catch {
            return .failure(error)
        }
    }

    /// Sends it away, when there is nothing left to watch over.
    func dismiss() async {
        await program.stop()
        cutLifeline()
    }

    /// As the kernel does when this process dies: the keeper ends all of the run.
    func cutLifeline() {
        try? lifeline.close()
    }

    private static func pipe() throws(ProgramError) -> (FileDescriptor, FileDescriptor) {
        do {
            let (input, lifeline) = try FileDescriptor.pipe()
            // A child that held it would keep us alive in the keeper's eyes.
            _ = fcntl(lifeline.rawValue, F_SETFD, FD_CLOEXEC)
            return (input, lifeline)
        } catch {
            throw .cannotStart(program: "/bin/sh", reason: "\(error)")
        }
    }
}
