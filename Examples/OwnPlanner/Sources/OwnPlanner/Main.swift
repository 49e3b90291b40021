import Desk
import DeskwrightAgent
import DeskwrightCore
import DeskwrightMockBackend

@main
struct Main {
    static func main() async {
        // The mock's time passes only by waiting for it, so that no run waits.
        let clock = VirtualClock()
        let desktop = MockDesktop(scene: .notes, clock: clock)
        let loop = StepLoop(
            ports: Ports(
                desktop: desktop, planner: NotePlanner(note: "Größe\n5 µm"),
                journal: Printer(), clock: clock))
        let report = await loop.run()
        print("\(report.end.outcome.name) in \(report.steps) steps: \(report.end.reason)")
        print("out.txt:", await desktop.files["out.txt"] ?? "is not there")
    }
}

/// A journal for people: a line for each decision, and one for each action that was carried out.
struct Printer: Journal {
    func append(_ event: JournalEvent) async throws(JournalError) {
        switch event {
        case .decided(let decision):
            print("\(decision.step). \(decision.summary ?? decision.choice)")
        case .acted(let act):
            print("   \(act.action) - \(act.result)")
        default: break
        }
    }

    func keep(png: [UInt8]) async throws(JournalError) -> String { "not kept" }
}
