import DeskwrightAgent
import DeskwrightCore
import DeskwrightHTTP
import DeskwrightImages
import DeskwrightJournals
import DeskwrightOpenAI
import Foundation
import Synchronization

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
            let service = InstantService()
            let planner = try planner(service)
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
                desktop: stage.desktop, planner: try planner(InstantService()),
                gate: PolicyGate(ApprovalPolicy()), checker: NoChecker(), journal: journal,
                clock: ContinuousClock()),
            expectations: [], budget: budget, secrets: Secrets())
        return await loop.run()
    }

    private func planner(_ service: InstantService) throws -> OpenAIPlanner {
        OpenAIPlanner(
            settings: OpenAISettings(
                model: "gpt-5.4", baseAddress: try WebAddress("http://127.0.0.1:1/v1")),
            goal: "Go on.", http: service, clock: ContinuousClock(), tell: { _ in })
    }
}

/// A service in this process: it reads a request to its last byte, and wants the pointer elsewhere.
private final class InstantService: HTTPSending {
    private let counts = Mutex((requests: 0, bytes: 0))

    /// Of the last request's body.
    var byteCount: Int { counts.withLock { $0.bytes } }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let byteCount = request.content.bytes.count
        let number = counts.withLock { counts in
            counts.requests += 1
            counts.bytes = byteCount
            return counts.requests
        }
        let reply =
            #"{"id":"resp_\#(number)","status":"completed","output":[{"type":"computer_call","#
            + #""call_id":"call_\#(number)","status":"completed","pending_safety_checks":[],"#
            + #""actions":[{"type":"move","x":\#(100 + number % 900),"y":300}]}],"#
            + #""usage":{"input_tokens":1500,"output_tokens":50}}"#
        return HTTPResponse(status: 200, headers: [:], body: Array(reply.utf8))
    }
}

/// Nothing is expected.
private struct NoChecker: Checker {
    func look(at check: Check) async throws(DesktopError) -> CheckResult {
        CheckResult(verdict: .unknown, expected: "nothing", found: "nothing")
    }
}
