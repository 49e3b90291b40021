import DeskwrightAgent
import DeskwrightCore
import DeskwrightImages
import DeskwrightJournals
import DeskwrightOpenAI
import Foundation

/// What Deskwright itself takes of a step, beside a service that answers at once.
struct SendingContest {
    var isQuick: Bool
    let progress: Progress

    /// What Deskwright's own ways are called in the tables.
    enum OwnName {
        static let request = "Deskwright, from the PNG to the request's last byte"
        static let step = "Deskwright, a step without settling"
    }

    static let screen = Size(width: 1280, height: 800)
    static let picture = "3 MB picture"

    func run() async throws -> [Section] {
        progress.note("sending")
        var result = try await requests()
        result += try await steps()
        return [Section(.sending, result)]
    }

    /// Noise does not compress: its PNG is as large as the pixels.
    private func requests() async throws -> RaceResult {
        var generator = SystemRandomNumberGenerator()
        let count = 4 * SendingContest.screen.bounds.area
        let bytes = (0..<count).map {
            $0 % 4 == 3 ? 255 : UInt8.random(in: 0...255, using: &generator)
        }
        let frame = Frame(size: SendingContest.screen, bytes: bytes)
        let turn = PlannerTurn(
            state: ScreenState(frame: frame, windows: [], pointer: Point(x: 0, y: 0)),
            png: try PNGEncoder.encode(frame))
        let contestant = Contestant(name: OwnName.request, turns: 5) {
            let service = InstantService.movingThePointer()
            let planner = try service.planner()
            let reading = Reading(try await timed { _ = try await planner.decide(turn) })
            let isWhole = service.byteCount > turn.png.count * 4 / 3
            return isWhole ? reading : Reading(reading.values, fault: "not the whole picture")
        }
        return await race(
            [contestant], on: SendingContest.picture, rounds: isQuick ? 3 : 15)
    }

    /// Whole steps on a real screen, with a journal on disk.
    private func steps() async throws -> RaceResult {
        try await Stage.with(SendingContest.screen) { stage in
            var result = RaceResult()
            for (name, picture) in [("UI", nil), ("photo", landscape(stage.size))] {
                let shown = try picture.map { try StillPicture($0, on: stage.connection) }
                let report = try await run(on: stage, stepCount: isQuick ? 5 : 50)
                withExtendedLifetime(shown) {}
                let own =
                    report.timeByPhase.filter { $0.key != .settle }.values
                    .reduce(.zero, +).inSeconds * 1000 / Double(max(1, report.steps))
                result.series.append(
                    Series(
                        contestant: OwnName.step, subject: "\(stage.size) \(name)",
                        quantity: .wall, samples: [own]))
            }
            return result
        }
    }

    private func run(on stage: Stage, stepCount: Int) async throws -> LoopReport {
        let task = TaskSpec(name: "sending", file: "sending.yaml")
        let journal = try RunFolder.create(
            in: stage.folder + "/runs", task: task, startedAt: Date(), secrets: Secrets())
        var budget = Budget()
        budget.steps = stepCount
        let loop = StepLoop(
            ports: Ports(
                desktop: stage.desktop, planner: try InstantService.movingThePointer().planner(),
                journal: journal),
            expectations: [], budget: budget, secrets: Secrets())
        return await loop.run()
    }
}
