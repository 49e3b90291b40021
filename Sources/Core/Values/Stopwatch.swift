/// Tells how much time has passed on a clock since it was made.
package struct Stopwatch: Sendable {
    private let read: @Sendable () -> Duration

    package init(_ clock: any Clock<Duration>) {
        read = Stopwatch.reader(of: clock)
    }

    package var elapsed: Duration { read() }

    private static func reader<C: Clock<Duration>>(of clock: C) -> @Sendable () -> Duration {
        let start = clock.now
        return { start.duration(to: clock.now) }
    }
}

extension Duration {
    /// The length in seconds, for records and reports.
    package var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }

    /// The length for people, to the hundredth of a second: `60 s`, `0.25 s`; below that in
    /// milliseconds.
    package var inWords: String {
        let hundredths = (self / .milliseconds(10)).rounded()
        guard hundredths >= 1 else { return "\((self / .milliseconds(1)).inDigits) ms" }
        return "\((hundredths / 100).inDigits) s"
    }
}
