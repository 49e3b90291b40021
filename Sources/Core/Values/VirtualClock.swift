import Synchronization

/// Time that passes only by waiting for it: a sleep returns at once and moves the clock on.
///
/// Runs on an in-memory screen use it, so that waiting costs nothing and every run is the same.
public final class VirtualClock: Clock, Sendable {
    /// A moment on this clock.
    public struct Instant: InstantProtocol {
        var sinceStart: Swift.Duration

        /// The moment so much later.
        public func advanced(by duration: Swift.Duration) -> Instant {
            Instant(sinceStart: sinceStart + duration)
        }

        /// How much later another moment is; negative for an earlier one.
        public func duration(to other: Instant) -> Swift.Duration {
            other.sinceStart - sinceStart
        }

        public static func < (left: Instant, right: Instant) -> Bool {
            left.sinceStart < right.sinceStart
        }
    }

    private let time = Mutex(Swift.Duration.zero)

    /// A clock that shows zero.
    public init() {}

    /// How far sleeping has moved it on.
    public var now: Instant { Instant(sinceStart: time.withLock { $0 }) }
    /// A nanosecond.
    public var minimumResolution: Swift.Duration { .nanoseconds(1) }

    /// Moves the clock on to a moment, and returns at once.
    ///
    /// - Throws: `CancellationError` in a cancelled task; the clock stays where it is then.
    public func sleep(until deadline: Instant, tolerance: Swift.Duration?) async throws {
        try Task.checkCancellation()
        time.withLock { $0 = max($0, deadline.sinceStart) }
        await Task.yield()
    }
}
