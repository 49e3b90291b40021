import DeskwrightCore
import Glibc

/// A program of another's that is started, and whose time is taken by the kernel.
///
/// Started here and not by `Programs`: only wait4(2) tells a child's processor time.
struct TimedProgram {
    var arguments: [String]
    var environment: [String: String]

    /// Runs it to its end, its output thrown away.
    ///
    /// - Returns: Milliseconds from the start to the end, and of processor time, children included.
    /// - Throws: ``BenchError`` when it cannot start, or ends with anything but 0.
    func run() throws(BenchError) -> [Quantity: Double] {
        let watch = Stopwatch(ContinuousClock())
        let processID = try spawn(arguments, environment: environment)
        var status: Int32 = 0
        var usage = rusage()
        while wait4(processID, &status, 0, &usage) < 0 && errno == EINTR {}
        let wall = watch.elapsed.inSeconds * 1000
        guard status == 0 else {
            throw .failed(program: arguments[0], code: shellCode(waitStatus: status))
        }
        return [.wall: wall, .cpu: cpuMilliseconds(usage)]
    }
}

/// Starts a program found in our PATH with the signals as a shell would have them.
///
/// Without an `input` it reads nothing, and what it writes goes nowhere without an `output`.
func spawn(
    _ arguments: [String], environment: [String: String], input: Int32? = nil, output: Int32? = nil
) throws(BenchError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, source) in [(STDIN_FILENO, input), (STDOUT_FILENO, output), (STDERR_FILENO, nil)] {
        if let source {
            posix_spawn_file_actions_adddup2(&actions, source, target)
        } else {
            posix_spawn_file_actions_addopen(&actions, target, "/dev/null", O_RDWR, 0)
        }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var processID: pid_t = 0
    var argumentPointers = arguments.map { strdup($0) } + [nil]
    var environmentPointers = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
    let code = posix_spawnp(
        &processID, arguments[0], &actions, &attributes, &argumentPointers, &environmentPointers)
    guard code == 0 else { throw .notInstalled(program: arguments[0]) }
    return processID
}

/// What a shell has in `$?`: the exit code, or 128 and the signal's number.
///
/// - SeeAlso: wait(2), whose macros Swift cannot see.
func shellCode(waitStatus: Int32) -> Int {
    let signal = Int(waitStatus & 0x7F)
    return signal == 0 ? Int(waitStatus >> 8 & 0xFF) : 128 + signal
}

/// A pipe that other programs started here do not inherit.
func pipeEnds() throws(BenchError) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .noResult(of: "pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
}
