/// One look at the threads of a process: who sleeps, and how often each has run so far.
///
/// Two equal looks, both asleep, mean that nothing has run between them.
package struct ProcessLook: Sendable, Hashable {
    /// Whether all threads sleep, and one of them in poll(2), select(2) or epoll_wait(2), as far as
    /// the process lets us see where.
    package let isAsleep: Bool
    /// Whether a thread runs, or waits for a processor.
    package let isRunnable: Bool
    /// How often each thread was taken off its processor.
    private let switches: [Int32: UInt64]

    /// Looks at a process; `nil` when it is gone.
    ///
    /// - SeeAlso: proc_pid_status(5), proc_pid_wchan(5).
    package init?(processID: Int32) {
        let folder = "/proc/\(processID)/task"
        var switches: [Int32: UInt64] = [:]
        var isAsleep = true
        var isRunnable = false
        var waits: [String] = []
        for thread in ProcessTable.numbers(in: folder) {
            guard let status = ProcessTable.contents(of: "\(folder)/\(thread)/status") else {
                continue
            }
            let look = ThreadLook(status: String(decoding: status, as: UTF8.self))
            switches[thread] = look.switches
            isAsleep = isAsleep && look.isAsleep
            isRunnable = isRunnable || look.isRunnable
            if let wait = ProcessTable.contents(of: "\(folder)/\(thread)/wchan") {
                waits.append(String(decoding: wait, as: UTF8.self))
            }
        }
        guard !switches.isEmpty else { return nil }
        self.switches = switches
        self.isRunnable = isRunnable
        self.isAsleep = isAsleep && ProcessLook.oneWaitsForInput(waits)
    }

    /// Whether the kernel's functions that threads wait in are those of poll(2) and the like.
    static func oneWaitsForInput(_ functions: [String]) -> Bool {
        let told = functions.filter { !$0.isEmpty && $0 != "0" }
        return told.isEmpty || told.contains { $0.contains("poll") || $0.contains("select") }
    }
}

/// What `/proc/PID/task/TID/status` says of one thread.
struct ThreadLook: Hashable {
    /// It waits, and a signal would wake it: it neither runs, nor is stopped, nor waits for a disk.
    var isAsleep = false
    /// It runs, or waits for a processor.
    var isRunnable = false
    /// How often it gave its processor up, or had to.
    var switches: UInt64 = 0

    init(status: String) {
        for line in status.split(separator: "\n") {
            let parts = line.split(whereSeparator: \.isWhitespace)
            guard parts.count >= 2 else { continue }
            switch parts[0] {
            case "State:":
                isAsleep = parts[1] == "S" || parts[1] == "I"
                isRunnable = parts[1] == "R"
            case "voluntary_ctxt_switches:", "nonvoluntary_ctxt_switches:":
                switches += UInt64(parts[1]) ?? 0
            default: continue
            }
        }
    }
}
