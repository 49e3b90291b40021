import ArgumentParser
import Core
import Foundation
import X11Backend

struct DoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "do",
        abstract: "Do actions on a screen, in order; the first that is refused ends it.",
        discussion: """
            click X Y [BUTTON], double-click X Y, triple-click X Y, drag X Y X Y …, move X Y,
            press KEY+KEY, scroll X Y DX DY, type "TEXT", wait, screenshot; mouse actions take
            `holding KEY+KEY`. BUTTON is left, right, wheel, back or forward; a scroll of 100 pixels
            is a notch of the wheel.

            EXAMPLES
              deskwright do --display :1 'click 40 60' 'type "hi\\n"' 'press ctrl+s'
              deskwright do --display :1 'drag 10 10 200 10 holding shift'

            EXIT CODES
              0 all delivered   1 one was refused   2 usage, nothing was done   3 no such display
            """)

    @Argument(help: "The actions.")
    var actions: [String]

    @Option(
        help:
            "The display. Never $DISPLAY: your own screen has to be named. (env: DESKWRIGHT_DISPLAY)"
    )
    var display: String?

    func run() async throws {
        let parsed = try actions.map(ActionText.parse)
        let environment = ProcessInfo.processInfo.environment
        guard let name = display ?? environment["DESKWRIGHT_DISPLAY"], !name.isEmpty else {
            throw UsageError(
                "no display is named", hint: "give --display :N; your own is \(own(environment))")
        }
        let watch = SignalWatch()
        let result = await watch.run { await perform(parsed, on: name) }
        if let failure = watch.failure { throw failure.exitCode }
        try result.get()
    }

    private func perform(_ actions: [Action], on name: String) async -> Result<Void, any Error> {
        do {
            let desktop = try await X11Desktop.connect(to: name)
            for action in actions {
                try Task.checkCancellation()
                if action == .wait { try await Task.sleep(for: .seconds(2)) }
                let result = try await desktop.perform(action)
                guard result.isDelivered else {
                    Terminal.error.show(
                        error: "\(action): \(result.name): \(result.reason ?? "")", hint: nil)
                    return .failure(FailureKind.task.exitCode)
                }
            }
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    private func own(_ environment: [String: String]) -> String {
        environment["DISPLAY"] ?? "not set"
    }
}
