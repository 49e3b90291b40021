import DeskwrightCX11
import DeskwrightCore
import DeskwrightX11Backend

/// Plays a ``Miniature``: a window that answers an input with paints at known times.
///
/// It lives on a connection and a thread of its own, and notes when each paint was on the screen.
package actor MiniatureApp {
    /// A paint that is on the screen.
    package struct Painted: Sendable {
        /// Since the input, when the server had drawn it.
        package var time: Duration
        package var point: Point
        package var color: Color
    }

    private let executor = ThreadExecutor(name: "miniature")
    private let miniature: Miniature
    private let blinkers: [Blinker]
    private var stage: MiniatureStage?
    private let watch = Stopwatch(ContinuousClock())
    private var inputTime: Duration?
    private var painted: [Painted] = []
    private var blinkCounts: [Int]

    /// Far beyond what a loaded machine needs, so that only a real fault meets it.
    private static let limit = Duration.seconds(30)

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    private init(_ miniature: Miniature, beside blinkers: [Blinker]) {
        self.miniature = miniature
        self.blinkers = blinkers
        blinkCounts = blinkers.map { _ in 0 }
    }

    isolated deinit {
        stage = nil
    }

    /// Shows the program's window, with the keyboard, on a screen of ``Miniature/screen``.
    package static func show(
        _ miniature: Miniature, beside blinkers: [Blinker], on display: String, authority: String?
    ) async throws -> MiniatureApp {
        let app = MiniatureApp(miniature, beside: blinkers)
        try await app.open(display, authority)
        await app.serveOn()
        return app
    }

    /// What was painted since the input; waits until all of it is.
    package func whole() async throws -> [Painted] {
        let deadline = ContinuousClock.now + MiniatureApp.limit
        while painted.count < miniature.paints.count {
            guard ContinuousClock.now < deadline else {
                throw DesktopError.requestFailed(operation: "painting a miniature", code: 0)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        return painted
    }

    /// Takes its windows off the screen.
    package func close() {
        stage = nil
    }

    private func open(_ display: String, _ authority: String?) throws {
        let stage = try MiniatureStage(X11Connection(display: display, authority: authority))
        let deadline = ContinuousClock.now + MiniatureApp.limit
        while try !stage.takeEvents().contains(.shown) {
            guard ContinuousClock.now < deadline else {
                throw DesktopError.requestFailed(operation: "showing a miniature", code: 0)
            }
            stage.waitForInput(milliseconds: 100)
        }
        self.stage = stage
    }

    /// Serves in a chain of jobs that never leave its thread, until the server is gone.
    private func serveOn() {
        guard (try? serve()) == true else { return }
        Task { serveOn() }
    }

    private func serve() throws -> Bool {
        guard let stage else { return false }
        if try stage.takeEvents().contains(.input), inputTime == nil { inputTime = watch.elapsed }
        try paintWhatIsDue(stage)
        try blink(stage)
        let wait = (nextTime ?? .zero) - watch.elapsed
        stage.waitForInput(milliseconds: max(0, min(Int(wait.inSeconds * 1000), 5)))
        return true
    }

    private var nextTime: Duration? {
        var times = zip(blinkers, blinkCounts).map { Duration.milliseconds($0.period * ($1 + 1)) }
        if let inputTime, painted.count < miniature.paints.count {
            times.append(inputTime + .milliseconds(miniature.paints[painted.count].time))
        }
        return times.min() ?? watch.elapsed + .milliseconds(5)
    }

    private func paintWhatIsDue(_ stage: MiniatureStage) throws {
        while let inputTime, painted.count < miniature.paints.count {
            let paint = miniature.paints[painted.count]
            guard watch.elapsed - inputTime >= .milliseconds(paint.time) else { return }
            let color = Color(red: 200, green: 40, blue: UInt8(10 * painted.count))
            let point = try stage.paint(paint.place, color)
            painted.append(Painted(time: watch.elapsed - inputTime, point: point, color: color))
        }
    }

    private func blink(_ stage: MiniatureStage) throws {
        for (index, blinker) in blinkers.enumerated() {
            let count = Int(watch.elapsed.inSeconds * 1000) / blinker.period
            guard count > blinkCounts[index] else { continue }
            blinkCounts[index] = count
            let level = UInt8(count % 2 * 200)
            _ = try stage.paint(.part(blinker.place), Color(red: 0, green: level, blue: 90))
        }
    }
}
