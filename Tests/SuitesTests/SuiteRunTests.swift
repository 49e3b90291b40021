import DeskwrightCore
import Synchronization
import Testing

@testable import DeskwrightSuites

struct SuiteRunTests {
    private func run(
        _ tasks: [SuiteTask], _ limits: SuiteRun.Limits = SuiteRun.Limits(),
        observe: @escaping @Sendable (SuiteEvent) async -> Void = { _ in },
        _ runTry: @escaping @Sendable (SuiteTask, SuiteRun.Try) async -> SuiteRun.TryEnd
    ) async -> SuiteResult {
        await SuiteRun(SuitePart(tasks), limits: limits, runTry: runTry, observe: observe).run()
    }

    private func limits(
        workers: Int = 1, maxFailures: Int? = nil, timeout: Duration? = nil
    ) -> SuiteRun.Limits {
        var limits = SuiteRun.Limits()
        limits.workers = workers
        limits.maxFailures = maxFailures
        limits.timeout = timeout
        return limits
    }

    /// Each with the verdicts' word for its tries.
    @Test(
        arguments: [
            ([.passed], 0, .passed),
            ([.failed(.task)], 0, .failed),
            ([.failed(.task), .passed], 1, .flaky),
            ([.failed(.environment), .passed], 2, .flaky),
            ([.failed(.task), .failed(.task)], 1, .failed),
            ([.failed(.task), .failed(.environment)], 1, .error),
            ([.failed(.provider)], 3, .error),
            ([.failed(.stopped)], 3, .failed),
            ([.failed(.interrupted)], 3, .error),
        ] as [([RunOutcome], Int, TaskVerdict)])
    func aTaskIsRunAgainWhileItMayPass(
        outcomes: [RunOutcome], retries: Int, verdict: TaskVerdict
    ) async {
        let result = await run([suiteTask("a.yaml", retries: retries)]) { _, number in
            SuiteRun.TryEnd(outcomes[min(number.retry, outcomes.count - 1)])
        }
        #expect(result.tasks.map(\.verdict) == [verdict])
        #expect(result.tasks[0].tries.map(\.result.outcome) == outcomes)
    }

    @Test func whatSomebodyIsToLookAtIsNotRunAgain() async {
        let result = await run([suiteTask("a.yaml", retries: 5)]) { _, _ in
            SuiteRun.TryEnd(.failed(.task), mayRetry: false)
        }
        #expect(result.tasks[0].tries.count == 1)
    }

    @Test(arguments: [(1, 1), (2, 2), (3, 3), (9, 6)])
    func soManyRunAtOnceAsThereAreWorkers(workers: Int, most: Int) async {
        let tasks = (1...6).map { suiteTask("\($0).yaml") }
        let crowd = Crowd()
        let result = await run(tasks, limits(workers: workers)) { _, _ in
            // Nobody leaves before all who can come are there.
            await crowd.enter(waitingFor: most)
            return .passed
        }
        #expect(crowd.most == most)
        #expect(result.workers == most)
        #expect(result.tasks.map(\.id) == tasks.map(\.id))
        #expect(result.tasks.allSatisfy { $0.verdict == .passed })
    }

    @Test func whatHoldsALockRunsAlone() async {
        let tasks = (1...4).flatMap {
            [suiteTask("\($0).yaml", locks: ["printer"]), suiteTask("free\($0).yaml")]
        }
        let crowd = Crowd()
        let order = Mutex<[String]>([])
        let result = await run(tasks, limits(workers: 4)) { task, _ in
            order.withLock { $0.append(task.id) }
            guard !task.task.locks.isEmpty else { return .passed }
            await crowd.enter(waitingFor: 1)
            return .passed
        }
        #expect(crowd.most == 1)
        #expect(result.tasks.allSatisfy { $0.verdict == .passed })
        #expect(Set(order.withLock { $0 }) == Set(tasks.map(\.id)))
    }

    @Test func afterSoManyFailuresNoTaskIsBegun() async {
        let tasks = (1...5).map { suiteTask("\($0).yaml", retries: 1) }
        let result = await run(tasks, limits(maxFailures: 2)) { _, _ in .failed }
        #expect(result.tasks.map(\.verdict) == [.failed, .failed, .skipped, .skipped, .skipped])
        #expect(result.tasks[4].skipReason == "2 tasks had failed")
    }

    @Test func flakyTasksAreNoFailures() async {
        let tasks = (1...3).map { suiteTask("\($0).yaml", retries: 1) }
        let result = await run(tasks, limits(maxFailures: 1)) { _, number in
            number.retry == 0 ? .failed : .passed
        }
        #expect(result.tasks.map(\.verdict) == [.flaky, .flaky, .flaky])
    }

    @Test func theTimeForAllTasksEndsThem() async {
        let tasks = (1...3).map { suiteTask("\($0).yaml") }
        let result = await run(tasks, limits(timeout: .milliseconds(50))) { _, _ in
            try? await Task.sleep(for: .seconds(60))
            return SuiteRun.TryEnd(.failed(.stopped))
        }
        #expect(result.tasks.map(\.verdict) == [.failed, .skipped, .skipped])
        #expect(result.tasks[1].skipReason == "the time for all tasks, 0.05 s, was over")
    }

    @Test func eventsComeOneByOneAndInOrder() async {
        let tasks = (1...20).map { suiteTask("\($0).yaml", retries: 1) }
        let seen = Mutex<[String]>([])
        let inside = Crowd()
        _ = await run(
            tasks, limits(workers: 4),
            observe: { event in
                await inside.enter(waitingFor: 1)
                seen.withLock { $0.append(event.words) }
            },
            { _, number in number.retry == 0 ? .failed : .passed })
        let words = seen.withLock { $0 }
        #expect(inside.most == 1)
        #expect(words.first == "began 20" && words.last == "ended 20")
        for task in tasks {
            #expect(
                words.filter { $0.hasSuffix(" \(task.id)") } == [
                    "try 0 \(task.id)", "failed \(task.id)", "try 1 \(task.id)",
                    "passed \(task.id)", "flaky \(task.id)",
                ])
        }
    }

    @Test func theFingerprintIsOfTheIDsInAnyOrder() {
        let one = SuitePart.fingerprint(of: ["b", "a", "c"])
        #expect(one == SuitePart.fingerprint(of: ["c", "b", "a"]))
        #expect(one != SuitePart.fingerprint(of: ["c", "b"]))
        #expect(one != SuitePart.fingerprint(of: ["c", "ab"]))
    }
}

extension SuiteEvent {
    fileprivate var words: String {
        switch self {
        case .began(let tasks, _): "began \(tasks.count)"
        case .tryBegan(let task, let retry, _): "try \(retry) \(task.id)"
        case .tryEnded(let task, let record): "\(record.result.outcome.word) \(task.id)"
        case .taskEnded(let record): "\(record.verdict.rawValue) \(record.id)"
        case .ended(let result): "ended \(result.tasks.count)"
        }
    }
}

extension RunOutcome {
    fileprivate var word: String { self == .passed ? "passed" : "failed" }
}

/// Counts who is inside at the same time.
private final class Crowd: Sendable {
    private let counts = Mutex((inside: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    /// Stays until so many have been inside at once, or for a while.
    func enter(waitingFor count: Int) async {
        counts.withLock {
            $0.inside += 1
            $0.most = max($0.most, $0.inside)
        }
        let end = ContinuousClock.now + .seconds(5)
        while most < count, ContinuousClock.now < end { await Task.yield() }
        try? await Task.sleep(for: .milliseconds(2))
        counts.withLock { $0.inside -= 1 }
    }
}
