/// The waits between looks at something that is to come true: 20, 50, 100, 100, 500 ms, 500 ms and so on.
package struct PollDelays: Sendable {
    private static let all: [Duration] = [20, 50, 100, 100, 500].map { .milliseconds($0) }
    private var count = 0

    /// About the time between two pictures that a screen shows.
    package static let first = all[0]

    package init() {}

    /// The next wait; the last one repeats.
    package mutating func next() -> Duration {
        defer { count += 1 }
        return PollDelays.all[min(count, PollDelays.all.count - 1)]
    }
}
