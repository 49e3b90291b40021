import Glibc

/// Ends every process of a run, wherever it has gone.
struct ProcessSweep {
    let marker: RunMarker

    /// Asks them to end, and kills those that are still there when `grace` is over.
    ///
    /// - Returns: Those that even SIGKILL did not end: they hang in the kernel.
    func run(grace: Duration) async -> [ProcessEntry] {
        signal(SIGTERM)
        if await isEmpty(within: grace) { return [] }
        // Again and again, for one that starts another while it is being killed.
        for _ in 1...20 {
            signal(SIGKILL)
            if await isEmpty(within: .milliseconds(250)) { return [] }
        }
        return ProcessTable.processes(of: [marker])
    }

    private func signal(_ number: Int32) {
        for process in ProcessTable.processes(of: [marker]) { kill(process.processID, number) }
    }

    private func isEmpty(within limit: Duration) async -> Bool {
        await Patience(limit: limit).waits { ProcessTable.processes(of: [marker]).isEmpty }
    }
}

/// Asks again and again until something holds or time is up.
struct Patience {
    let limit: Duration

    /// Whether it held in time; looks at least once, and once more at the end.
    ///
    /// Cancellation does not shorten it: what is being ended is to be waited for all the more then.
    func waits(until holds: @escaping @Sendable () -> Bool) async -> Bool {
        await Task {
            let clock = ContinuousClock()
            let deadline = clock.now + limit
            var pause = Duration.milliseconds(2)
            while !holds() {
                let rest = deadline - clock.now
                guard rest > .zero, (try? await clock.sleep(for: min(pause, rest))) != nil else {
                    return holds()
                }
                pause = min(pause * 2, .milliseconds(50))
            }
            return true
        }.value
    }
}
