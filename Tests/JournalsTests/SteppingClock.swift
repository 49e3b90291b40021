import Synchronization

/// A clock that goes on by a quarter of a second whenever somebody looks at it.
final class SteppingClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    let minimumResolution = Duration.milliseconds(250)
    private let looks = Mutex(0)

    var now: Instant {
        looks.withLock { count in
            defer { count += 1 }
            return Instant(offset: .milliseconds(250 * count))
        }
    }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}
