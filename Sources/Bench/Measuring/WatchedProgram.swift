import DeskwrightCore
import Glibc

/// A program whose memory is looked at while it runs.
struct WatchedProgram {
    var arguments: [String]
    var environment: [String: String]

    /// Runs it to its end, its output thrown away.
    ///
    /// - Returns: Milliseconds from the start to the end, and the most memory it had, its children apart.
    /// - Throws: ``BenchError`` when it cannot start, or ends with anything but 0.
    func run() async throws -> [Quantity: Double] {
        let watch = Stopwatch(ContinuousClock())
        let processID = try spawn(arguments, environment: environment)
        var reading: [Quantity: Double] = [:]
        var status: Int32 = 0
        while waitpid(processID, &status, WNOHANG) != processID {
            reading.merge(memoryKiB(of: "\(processID)"), uniquingKeysWith: max)
            // A bench that is interrupted waits for it.
            try? await Task.sleep(for: WatchedProgram.pause)
        }
        reading[.wall] = watch.elapsed.inSeconds * 1000
        guard status == 0 else {
            throw BenchError.failed(program: arguments[0], code: shellCode(waitStatus: status))
        }
        return reading
    }

    private static let pause = Duration.milliseconds(10)
}
