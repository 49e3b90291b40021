import DeskwrightAgent
import DeskwrightCore
import DeskwrightJournals
import DeskwrightX11Backend
import Foundation

/// What Deskwright takes of a whole run in a real editor, beside what a model takes to answer.
struct RunContest {
    var isQuick: Bool
    let progress: Progress

    /// What the lines of the table are called.
    enum OwnName {
        static let all = "Deskwright, a step"
        static let withoutSettling = "Deskwright, a step without settling"

        static func phase(_ phase: Phase) -> String { "Deskwright, a step's \(phase.rawValue)" }
    }

    static let screen = Size(width: 1280, height: 800)
    static let subject = "\(screen) mousepad"
    static let stepCount = 20
    /// What the model took for the twenty calls of the trace.
    static let traceSeconds = 122.9

    func run() async throws -> [Section] {
        progress.note("run")
        var result = RaceResult()
        for round in 0...(isQuick ? 1 : 5) {
            let found = try await Stage.with(RunContest.screen) { stage in
                try await readings(on: stage)
            }
            // The first warms up.
            if round > 0 { result.add(found) }
        }
        return [Section(.run, result)]
    }

    private func readings(on stage: Stage) async throws -> [(String, Quantity, Double)] {
        let apps = StageApps(stage)
        let file = stage.folder + "/notes.txt"
        try benchText(lines: 60).write(toFile: file, atomically: true, encoding: .utf8)
        try await apps.start("mousepad", [file])
        try await apps.waitForWindows(1)
        _ = try await stage.rest(quiet: .milliseconds(700))
        let (report, waited) = try await run(on: stage)
        await apps.stop()
        guard report.end.outcome == .passed, report.steps == RunContest.stepCount + 1 else {
            throw BenchError.noResult(of: "a run of \(report.steps) steps: \(report.end.reason)")
        }
        return RunContest.readings(of: report, waited: waited)
    }

    private func run(on stage: Stage) async throws -> (LoopReport, waited: Duration) {
        guard let window = try await stage.desktop.windows().first else {
            throw BenchError.noResult(of: "a window")
        }
        let actions = EditorActions(window.frame).all
        let service = InstantService(pause: .milliseconds(500)) { number in
            number <= RunContest.stepCount ? actions[(number - 1) % actions.count] : nil
        }
        let journal = try RunFolder.create(
            in: stage.folder + "/runs", task: TaskSpec(name: "run", file: "run.yaml"),
            startedAt: Date(), secrets: Secrets())
        let loop = StepLoop(
            ports: Ports(desktop: stage.desktop, planner: try service.planner(), journal: journal),
            expectations: [], budget: Budget(), secrets: Secrets())
        return (await loop.run(), service.waited)
    }

    /// The means of a run's steps, the service's time apart.
    private static func readings(
        of report: LoopReport, waited: Duration
    ) -> [(String, Quantity, Double)] {
        var times = report.timeByPhase
        times[.decide, default: .zero] -= waited
        let means = times.mapValues { $0.inSeconds * 1000 / Double(stepCount) }
        let all = means.values.reduce(0, +)
        let seconds = all * Double(stepCount) / 1000
        return [
            (OwnName.all, .wall, all),
            (OwnName.all, .runShare, 100 * seconds / (seconds + traceSeconds)),
            (OwnName.withoutSettling, .wall, all - means[.settle, default: 0]),
        ]
            + Phase.allCases.compactMap { phase in
                means[phase].map { (OwnName.phase(phase), .wall, $0) }
            }
    }
}

extension RaceResult {
    /// Adds a sample of each of these.
    fileprivate mutating func add(_ readings: [(String, Quantity, Double)]) {
        for (contestant, quantity, value) in readings {
            let place = series.firstIndex {
                $0.contestant == contestant && $0.quantity == quantity
            }
            let sample = (value * 1000).rounded() / 1000
            if let place {
                series[place].samples.append(sample)
            } else {
                series.append(
                    Series(
                        contestant: contestant, subject: RunContest.subject, quantity: quantity,
                        samples: [sample]))
            }
        }
    }
}

/// What a person does in an editor, as the JSON of actions; each changes what the window shows.
private struct EditorActions {
    let window: Rect

    init(_ window: Rect) {
        self.window = window
    }

    var all: [String] {
        [
            click(in: 0.3, 0.5), press("END"), type(" and then some"), press("ENTER"),
            type("Dear reader,"), click(at: 20, 12), press("ESC"), doubleClick(in: 0.2, 0.6),
            type("word"), scroll(in: 0.5, 0.5, 300),
        ]
    }

    private func point(_ x: Double, _ y: Double) -> String {
        let left = window.x + Int(x * Double(window.width))
        let top = window.y + Int(y * Double(window.height))
        return #""x":\#(left),"y":\#(top)"#
    }

    private func click(in x: Double, _ y: Double) -> String {
        #"{"type":"click","button":"left",\#(point(x, y))}"#
    }

    /// At so many pixels from the window's corner.
    private func click(at x: Int, _ y: Int) -> String {
        #"{"type":"click","button":"left","x":\#(window.x + x),"y":\#(window.y + y)}"#
    }

    private func doubleClick(in x: Double, _ y: Double) -> String {
        #"{"type":"double_click",\#(point(x, y))}"#
    }

    private func press(_ key: String) -> String { #"{"type":"keypress","keys":["\#(key)"]}"# }

    private func type(_ text: String) -> String { #"{"type":"type","text":"\#(text)"}"# }

    private func scroll(in x: Double, _ y: Double, _ pixels: Int) -> String {
        #"{"type":"scroll",\#(point(x, y)),"scroll_x":0,"scroll_y":\#(pixels)}"#
    }
}
