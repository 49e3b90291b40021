import DeskwrightCore
import DeskwrightSuites
import Synchronization

/// Says to people or programs what becomes of a suite.
protocol Reporter: Sendable {
    /// Told of each event in turn, one at a time.
    ///
    /// - Throws: Why it cannot be written; the others go on.
    func show(_ event: SuiteEvent) throws
}

/// Tells several of them, each whatever becomes of the others.
final class Reporters: Sendable {
    private let all: [any Reporter]
    private let failures = Atomic(0)

    init(all: [any Reporter]) {
        self.all = all
    }

    /// Whether one of them could not write what it was told.
    var haveFailed: Bool { failures.load(ordering: .relaxed) > 0 }

    func show(_ event: SuiteEvent) {
        for reporter in all {
            do {
                try reporter.show(event)
            } catch {
                failures.wrappingAdd(1, ordering: .relaxed)
                if let failure = error as? any Failure {
                    Terminal.error.show(failure)
                } else {
                    Terminal.error.show(error: "\(error)", hint: nil)
                }
            }
        }
    }
}
