import Desk
import DeskwrightAgent
import DeskwrightCore
import DeskwrightHTTP
import DeskwrightMockBackend
import DeskwrightOpenAI
import Foundation

@main
struct Main {
    /// `AskAModel BASE_URL [MODEL]`, such as `http://localhost:8000/v1 my-model`.
    ///
    /// `OPENAI_API_KEY` has the key, where the server wants one.
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let address = arguments.first else {
            print("usage: AskAModel BASE_URL [MODEL]")
            return
        }
        let environment = ProcessInfo.processInfo.environment
        let settings = OpenAISettings(
            model: arguments.dropFirst().first ?? "gpt-5.4",
            baseAddress: try WebAddress(address),
            key: environment["OPENAI_API_KEY"].map(SecretText.init))
        let planner = OpenAIPlanner(
            settings: settings, goal: "Write two lines and save them as out.txt.")

        let clock = VirtualClock()
        let desktop = MockDesktop(scene: .notes, clock: clock)
        let ports = Ports(desktop: desktop, planner: planner, clock: clock)
        let report = await StepLoop(ports: ports).run()
        print("\(report.end.outcome.name) in \(report.steps) steps: \(report.end.reason)")
        print("\(report.usage.requests) requests")
        print("out.txt:", await desktop.files["out.txt"] ?? "is not there")
    }
}
