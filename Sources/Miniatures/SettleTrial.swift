import DeskwrightAgent
import DeskwrightCore
import DeskwrightX11Backend

/// One input to a miniature program, and what a way of waiting kept of it.
package struct SettleTrial: Sendable {
    /// A way of waiting after an input.
    package enum Wait: Sendable {
        case settle
        case sleep(Duration)
    }

    /// From the input's delivery to the picture.
    package var time: Duration
    package var sawLastPaint: Bool
    /// Whether each paint came when the program's table says, but for `slack`: a busy machine may
    /// delay it by more than any rule covers.
    package var keptTheSchedule: Bool

    private static let slack = Duration.milliseconds(5)

    /// Shows the program on a display of ``Miniature/screen``, sends its input and waits.
    package static func run(
        _ miniature: Miniature, beside blinkers: [Blinker], waiting wait: Wait,
        on display: PrivateDisplay
    ) async throws -> SettleTrial {
        let app = try await MiniatureApp.show(
            miniature, beside: blinkers, on: display.name, authority: display.authorityFile)
        let desktop = try await X11Desktop.connect(
            to: display.name, authority: display.authorityFile)
        while try await !desktop.waitForChange(upTo: .milliseconds(20)).isEmpty, blinkers.isEmpty {}
        let before = ScreenState(
            frame: try await desktop.capture(), windows: try await desktop.windows(),
            pointer: try await desktop.pointer())
        guard try await desktop.perform(miniature.action).isDelivered else {
            throw DesktopError.requestFailed(operation: "starting a miniature", code: 0)
        }
        let watch = Stopwatch(ContinuousClock())
        let frame: Frame
        switch wait {
        case .settle:
            var settler = Settler(desktop: desktop, clock: ContinuousClock())
            frame = try await settler.waitForRest(after: miniature.action, from: before).frame
        case .sleep(let duration):
            try await ContinuousClock().sleep(for: duration)
            frame = try await desktop.capture()
        }
        let time = watch.elapsed
        let painted = try await app.whole()
        await app.close()
        return SettleTrial(
            time: time, sawLastPaint: painted.last.map { frame[$0.point] == $0.color } ?? false,
            keptTheSchedule: isKept(miniature, painted))
    }

    private static func isKept(_ miniature: Miniature, _ painted: [MiniatureApp.Painted]) -> Bool {
        var delay = Duration.zero
        return zip(miniature.paints, painted).allSatisfy { planned, actual in
            let late = actual.time - .milliseconds(planned.time)
            defer { delay = late }
            return late - delay <= slack
        }
    }
}
