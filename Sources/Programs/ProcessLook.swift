import Glibc

/// One look at the threads of a process: who sleeps, and how much each has run so far.
///
/// Two equal looks, both asleep, mean that nothing has run between them.
package struct ProcessLook: Sendable, Hashable {
    /// Whether all threads sleep, and one of them in poll(2), select(2) or epoll_wait(2), as far as
    /// the process lets us see where.
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
        let showsWaits = ProcessTable.showsWaits(processID: processID)
        var threads: [Int32: ThreadLook] = [:]
        for thread in ProcessTable.numbers(in: folder) {
            threads[thread] = ThreadLook(in: "\(folder)/\(thread)", showsWaits: showsWaits)
        }
        if threads.isEmpty, kill(processID, 0) != 0, errno == ESRCH { return nil }
        self.init(threads)
    }

    init(_ threads: [Int32: ThreadLook]) {
        self.threads = threads
        isRunnable = threads.values.contains(where: \.isRunnable)
        isAsleep =
            !threads.isEmpty && threads.values.allSatisfy(\.isAsleep)
            && threads.values.contains(where: \.waitsForInput)
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
    /// The kernel's function that it waits in; `0` while it is on its way to sleep or back, when it
    /// may have called itself asleep already; `nil` where that is not shown.
    private let wait: String?

    /// `nil` when the thread is gone.
    ///
    /// It ran meanwhile when it has run longer afterwards than before: it was not asleep then.
    init?(in folder: String, showsWaits: Bool) {
        let before = ThreadLook.runtime(in: folder)
        guard let status = ProcessTable.text(of: "\(folder)/status") else { return nil }
        let shown = showsWaits ? ProcessTable.text(of: "\(folder)/wchan") : nil
        let wait = shown?.isEmpty == true ? nil : shown
        self.init(status: status, runtime: ThreadLook.runtime(in: folder), wait: wait)
        isAsleep = isAsleep && runtime == before
    }

    init(status: String, runtime: UInt64 = 0, wait: String? = nil) {
        self.runtime = runtime
        self.wait = wait
        for line in status.split(separator: "\n") {
            let parts = line.split(whereSeparator: \.isWhitespace)
            guard parts.count >= 2 else { continue }
            switch parts[0] {
            case "State:":
                isAsleep = parts[1] == "S" && wait != "0"
                isRunnable = parts[1] == "R"
            case "voluntary_ctxt_switches:", "nonvoluntary_ctxt_switches:":
                switches += UInt64(parts[1]) ?? 0
            default: continue
            }
        }
    }

    /// Whether it may wait in poll(2) or the like.
    var waitsForInput: Bool {
        guard let wait else { return true }
        return wait.contains("poll") || wait.contains("select")
    }

    /// The first number of `schedstat`; 0 on kernels that do not count it.
    private static func runtime(in folder: String) -> UInt64 {
        let numbers = ProcessTable.text(of: "\(folder)/schedstat")?.split(separator: " ")
        return numbers?.first.flatMap { UInt64($0) } ?? 0
    }
}

extension ProcessTable {
    /// Whether the kernel shows where a process's threads wait: to those who may read its memory.
    fileprivate static func showsWaits(processID: Int32) -> Bool {
        var byte: CChar = 0
        return readlink("/proc/\(processID)/exe", &byte, 1) >= 0
    }

    fileprivate static func text(of path: String) -> String? {
        contents(of: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
