import Glibc

/// One look at the threads of a process: who sleeps, and how much each has run so far.
///
/// Two equal looks, both asleep, mean that nothing has run between them.
package struct ProcessLook: Sendable, Hashable {
    /// Whether all threads sleep, the first in poll(2), select(2) or epoll_wait(2), or for another
    /// one that does, as far as the process lets us see where.
    package let isAsleep: Bool
    /// Whether a thread runs, or waits for a processor.
    package let isRunnable: Bool
    private let threads: [Int32: ThreadLook]

    /// Looks at a process; `nil` when it is gone.
    ///
    /// - SeeAlso: proc_pid_status(5), proc_pid_wchan(5), and `sched-stats` in the kernel's
    ///   documentation.
    package init?(processID: Int32) {
        let folder = "/proc/\(processID)/task"
        var threads: [Int32: ThreadLook] = [:]
        for thread in ProcessTable.numbers(in: folder) {
            threads[thread] = ThreadLook(in: "\(folder)/\(thread)")
        }
        if threads.isEmpty, kill(processID, 0) != 0, errno == ESRCH { return nil }
        self.init(threads, first: processID)
    }

    init(_ threads: [Int32: ThreadLook], first: Int32) {
        self.threads = threads
        isRunnable = threads.values.contains(where: \.isRunnable)
        isAsleep =
            !threads.isEmpty && threads.values.allSatisfy(\.isAsleep)
            && ProcessLook.isInputAwaited(by: threads, first: first)
    }

    /// Whether there was anything to see: not so in another user's process where those are hidden.
    package var isOpen: Bool { !threads.isEmpty }

    /// Programs wait for input in their first thread, or in one that wakes the first (Tcl does).
    private static func isInputAwaited(by threads: [Int32: ThreadLook], first: Int32) -> Bool {
        let isOneInPoll = threads.values.contains { $0.place == .poll }
        return switch threads[first]?.place ?? .unknown {
        case .poll: true
        case .lock: isOneInPoll
        case .elsewhere: false
        case .unknown:
            !showsPlaces(of: first)
                && (isOneInPoll || threads.values.allSatisfy { $0.place == .unknown })
        }
    }

    /// Whether the kernel shows where a process waits: then a thread that waits nowhere is about to
    /// run, whatever its state.
    ///
    /// - SeeAlso: ptrace(2), access mode checking: `maps` and `wchan` ask for the same right.
    private static func showsPlaces(of process: Int32) -> Bool {
        guard let file = fopen("/proc/\(process)/maps", "r") else { return false }
        fclose(file)
        let own = "/proc/self/task"
        return ProcessTable.numbers(in: own).contains {
            ThreadLook(in: "\(own)/\($0)").map { $0.place != .unknown } ?? false
        }
    }
}

/// What the kernel says of one thread.
struct ThreadLook: Hashable {
    /// How often it gave its processor up, or had to.
    private(set) var switches: UInt64 = 0
    /// How long it ran, in nanoseconds; up to date when it was taken off its processor, or tried to
    /// sleep.
    private(set) var runtime: UInt64 = 0
    /// It runs, or waits for a processor.
    private(set) var isRunnable = false
    /// It waits, and a signal would wake it: it neither runs, nor is stopped, nor waits for a disk.
    private(set) var isAsleep = false
    /// Where it waits.
    let place: Place

    /// What the kernel's function that a thread waits in is for.
    enum Place {
        /// poll(2), select(2) or epoll_wait(2).
        case poll
        /// futex(2): for another thread.
        case lock
        case elsewhere
        /// Not shown.
        case unknown

        /// - Parameter function: Its name; `0` says nothing: older kernels show no more, and newer
        ///   ones of threads about to sleep.
        init(function: String) {
            self =
                switch function {
                case "", "0": .unknown
                case _ where function.contains("poll") || function.contains("select"): .poll
                case _ where function.contains("futex"): .lock
                default: .elsewhere
                }
        }
    }

    /// `nil` when the thread is gone.
    init?(in folder: String) {
        guard let status = ProcessTable.text(of: "\(folder)/status") else { return nil }
        self.init(
            status: status, runtime: ThreadLook.runtime(in: folder),
            wait: ProcessTable.text(of: "\(folder)/wchan") ?? "")
    }

    init(status: String, runtime: UInt64 = 0, wait: String = "") {
        self.runtime = runtime
        place = Place(function: wait)
        for line in status.split(separator: "\n") {
            let parts = line.split(whereSeparator: \.isWhitespace)
            guard parts.count >= 2 else { continue }
            switch parts[0] {
            case "State:":
                isAsleep = parts[1] == "S"
                isRunnable = parts[1] == "R"
            case "voluntary_ctxt_switches:", "nonvoluntary_ctxt_switches:":
                switches += UInt64(parts[1]) ?? 0
            default: continue
            }
        }
    }

    /// The first number of `schedstat`; 0 on kernels that do not count it.
    private static func runtime(in folder: String) -> UInt64 {
        let numbers = ProcessTable.text(of: "\(folder)/schedstat")?.split(separator: " ")
        return numbers?.first.flatMap { UInt64($0) } ?? 0
    }
}

extension ProcessTable {
    fileprivate static func text(of path: String) -> String? {
        contents(of: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
