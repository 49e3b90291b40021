import DeskwrightCore

extension StepLoop {
    /// Looks whether what the task expects holds, again and again until all does or time is up.
    func check(_ claim: String, _ run: inout RunState) async throws -> LoopEnd {
        run.enter(.check)
        let watch = Stopwatch(ports.clock)
        var delays = PollDelays()
        var results: [CheckResult]
        repeat {
            results = try await lookAtAll()
            try Task.checkCancellation()
            let isWaiting = zip(expectations, results).contains { check, result in
                result.verdict != .satisfied && !result.isFinal
                    && watch.elapsed < check.timeout
            }
            guard isWaiting else { break }
            _ = try await ports.desktop.waitForChange(upTo: delays.next())
        } while true
        // What does not hold is shown on the screen as it is now.
        if results.contains(where: { $0.verdict != .satisfied }) { try await look(&run) }
        for (check, result) in zip(expectations, results) {
            try await record(try await withEvidence(result, of: check), &run)
        }
        guard let missed = results.first(where: { $0.verdict != .satisfied }) else {
            return .passed(claim)
        }
        return .unmet("expected \(missed.expected); found \(missed.found)")
    }

    /// A check that does not hold, with what the screen shows instead.
    private func withEvidence(
        _ result: CheckResult, of check: Check
    ) async throws -> CheckResult {
        guard result.verdict != .satisfied, result.evidence == nil else { return result }
        var result = result
        result.evidence = try await ports.checker.evidence(for: check)
        return result
    }

    /// Ends the run with what does not hold.
    func fail(_ result: CheckResult, _ run: inout RunState) async throws -> LoopEnd {
        try await record(result, &run)
        return .unmet("\(result.expected): \(result.found)")
    }

    /// Writes down what a look at the screen or elsewhere showed, with the screen where there is evidence on it.
    func record(_ result: CheckResult, _ run: inout RunState) async throws {
        run.enter(.record)
        var result = result
        if result.evidence != nil { result.evidence?.screen = run.shot?.name }
        run.checks.append(result)
        try await ports.journal.append(.checked(result))
    }

    private func lookAtAll() async throws -> [CheckResult] {
        var results: [CheckResult] = []
        for expectation in expectations {
            results.append(try await ports.checker.look(at: expectation))
        }
        return results
    }
}
