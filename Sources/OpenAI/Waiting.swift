import Glibc

/// What retrying needs of the world: time and chance.
struct Waiting: Sendable {
    var clock: any Clock<Duration>
    /// Seconds since 1970.
    var now: @Sendable () -> Double = { Double(time(nil)) }
    /// From 0 up to 1.
    var random: @Sendable () -> Double = { Double.random(in: 0..<1) }
}
