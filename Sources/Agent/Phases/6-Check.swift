import DeskwrightCore

extension StepLoop {
    /// Looks whether what the task expects holds, again and again until all does or time is up.
    func check(_ claim: String, _ run: inout RunState) async throws -> LoopEnd {
        run.enter(.check)
        let watch = Stopwatch(ports.clock)
        var delays = StepLoop.pollDelays.makeIterator()
        var results: [CheckResult]
        repeat {
            results = try await lookAtAll()
            try Task.checkCancellation()
            let isWaiting = zip(expectations, results).contains { check, result in
                result.verdict != .satisfied && watch.elapsed < check.timeout
            }
            guard isWaiting else { break }
            let delay = delays.next() ?? .milliseconds(500)
            if delay > .zero { _ = try await ports.desktop.waitForChange(upTo: delay) }
        } while true
        run.checks = results
        run.enter(.record)
        for result in results { try await ports.journal.append(.checked(result)) }
        guard let missed = results.first(where: { $0.verdict != .satisfied }) else {
            return .passed(claim)
        }
        return .unmet("expected \(missed.expected); found \(missed.found)")
    }

    /// The waits between looks; the last one repeats.
    static let pollDelays: [Duration] = [20, 50, 100, 100, 500].map { .milliseconds($0) }

    private func lookAtAll() async throws -> [CheckResult] {
        var results: [CheckResult] = []
        for expectation in expectations {
            results.append(try await ports.checker.look(at: expectation))
        }
        return results
    }
}
