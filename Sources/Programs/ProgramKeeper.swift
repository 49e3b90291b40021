import Glibc
import SystemPackage

/// A watcher outside of our process: if we are killed or crash, it ends the run's programs.
///
/// It is a shell that reads from a socket the numbers of the run's sessions. The socket's other end
/// is ours alone, and closes with us, however we end.
struct ProgramKeeper: Sendable {
    private let program: RunningProgram
    private let marker: RunMarker
    /// Our end of the socket.
    private let lifeline: FileDescriptor

    /// `$1` is the entry to look for in `/proc/PID/environ`, where a zero byte ends each entry.
    ///
    /// In `/proc/PID/stat`, the fourth field after the name is the session.
    ///
    /// - SeeAlso: proc_pid_environ(5), proc_pid_stat(5).
    private static let script = """
        entry=$1
        sessions=
        while read -r id; do sessions="$sessions $id "; done
        for signal in TERM KILL; do
          for file in $(grep -lszxFe "$entry" /proc/[0-9]*/environ); do
            id=${file#/proc/}
            kill -s "$signal" "${id%/environ}" 2>/dev/null
          done
          for folder in /proc/[0-9]*; do
            { read -r stat <"$folder/stat"; } 2>/dev/null || continue
            set -- ${stat##*) }
            case "$sessions" in
            *" $4 "*) kill -s "$signal" "${folder#/proc/}" 2>/dev/null ;;
            esac
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
            let (input, lifeline) = try sockets()
            defer { try? input.close() }
            do throws(ProgramError) {
                // With a marker of its own, or it would be found when the others are.
                let launch = ProgramLaunch(spec: spec, marker: .unique(), input: input)
                let program = try await launch.start()
                marker.sessions.attach(lifeline.rawValue)
                return .success(
                    ProgramKeeper(program: program, marker: marker, lifeline: lifeline))
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
        marker.sessions.detach()
        try? lifeline.close()
    }

    private static func sockets() throws(ProgramError) -> (FileDescriptor, FileDescriptor) {
        var pair: [Int32] = [-1, -1]
        // Close-on-exec: a child that held our end would keep us alive in the keeper's eyes.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else {
            throw .cannotStart(program: "/bin/sh", reason: String(cString: strerror(errno)))
        }
        return (FileDescriptor(rawValue: pair[0]), FileDescriptor(rawValue: pair[1]))
    }
}
