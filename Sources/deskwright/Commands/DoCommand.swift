import ArgumentParser
import DeskwrightAgent
import DeskwrightCore
import DeskwrightX11Backend
import Foundation

struct DoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "do",
        abstract: "Do actions on a screen, in order; the first that is refused ends it.",
        discussion: """
            ACTIONS
              click X Y [BUTTON]     BUTTON is left, right, wheel, back or forward
              double-click X Y       triple-click X Y
              drag X Y X Y …         move X Y
              scroll X Y DX DY       100 pixels are a notch of the wheel
              press KEY+KEY          type "TEXT"
              wait                   screenshot
              Mouse actions take `holding KEY+KEY` at their end.

            With --settle each action is followed by a wait until the screen rests, and by a \
            line that says what was sent and what changed.

            EXAMPLES
              deskwright do --display :1 'click 40 60' 'type "hi\\n"' 'press ctrl+s'
              deskwright do --display :1 'drag 10 10 200 10 holding shift'
              deskwright do --display :1 --settle 'click 40 60' 'press ctrl+f'

            EXIT CODES
              0 all delivered   1 one was not, or not all of it
              2 usage, nothing was done   3 no such display
            """)

    @Argument(help: "The actions.")
    var actions: [String]

    @Option(
        help:
            "The display. Never $DISPLAY: your own screen has to be named. (env: DESKWRIGHT_DISPLAY)"
    )
    var display: String?

    @Flag(help: "Wait after each action until the screen rests, and say what changed.")
    var settle = false

    @Flag(help: "Print each result as one line of JSON.")
    var json = false

    func run() async throws {
        let parsed = try actions.map(ActionText.parse)
        let environment = ProcessInfo.processInfo.environment
        guard let name = display ?? environment["DESKWRIGHT_DISPLAY"], !name.isEmpty else {
            throw UsageError.noDisplay(environment)
        }
        let watch = SignalWatch()
        let result = await watch.run { await perform(parsed, on: name) }
        if let failure = watch.failure { throw failure.exitCode }
        try result.get()
    }

    private func perform(_ actions: [Action], on name: String) async -> Result<Void, any Error> {
        do {
            let desktop = try await X11Desktop.connect(to: name)
            let result = await perform(actions, on: desktop)
            // The program ends before the desktop would do it by itself.
            await desktop.releaseAll()
            return result
        } catch {
            return .failure(error)
        }
    }

    private func perform(
        _ actions: [Action], on desktop: X11Desktop
    ) async -> Result<Void, any Error> {
        do {
            var settler = Settler(desktop: desktop, clock: ContinuousClock())
            let printer = ReceiptPrinter(isJSON: json, saysAll: settle)
            for action in actions {
                try Task.checkCancellation()
                let before = settle ? try await ScreenState(of: desktop) : nil
                if action == .wait { try await Task.sleep(for: .seconds(2)) }
                let result = try await desktop.perform(action)
                var settled: Settled?
                if let before, result.isDelivered {
                    settled = try await settler.effect(of: action, from: before)
                }
                printer.show(ActionReport(action: "\(action)", result: result, settled: settled))
                guard result.isWhole else { return .failure(FailureKind.task.exitCode) }
            }
            return .success(())
        } catch {
            return .failure(error)
        }
    }
}

extension ScreenState {
    fileprivate init(of desktop: X11Desktop) async throws {
        self.init(
            frame: try await desktop.capture(), windows: try await desktop.windows(),
            pointer: try await desktop.pointer())
    }
}

extension ActionResult {
    /// Whether nothing of it is missing, no character of a text either.
    fileprivate var isWhole: Bool { receipt?.undelivered.isEmpty ?? false }
}
