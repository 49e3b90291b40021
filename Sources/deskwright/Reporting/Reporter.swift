import DeskwrightCore
import DeskwrightSuites

/// Says to people or programs what becomes of a suite.
protocol Reporter: Sendable {
    /// Told of each event in turn, one at a time.
    ///
    /// - Throws: Why it cannot be written; the others go on.
    func show(_ event: SuiteEvent) throws
}

/// Tells several of them, each whatever becomes of the others.
struct Reporters: Sendable {
    let all: [any Reporter]

    func show(_ event: SuiteEvent) {
        for reporter in all {
            do {
                try reporter.show(event)
            } catch let failure as any Failure {
                Terminal.error.show(failure)
            } catch {
                Terminal.error.show(error: "\(error)", hint: nil)
            }
        }
    }
}
