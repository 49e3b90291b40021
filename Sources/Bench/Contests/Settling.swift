import DeskwrightCore
import DeskwrightMiniatures

/// Waiting for the screen to rest, beside sleeping for a fixed time as others do.
struct SettlingContest {
    var isQuick: Bool
    let progress: Progress

    func run() async throws -> [Section] {
        var result = RaceResult()
        try await Stage.with(Miniature.screen, windowManager: nil) { stage in
            for name in SettlingContest.names {
                guard let miniature = Miniature.mustWait.first(where: { $0.name == name }) else {
                    throw BenchError.noResult(of: "the program in miniature \"\(name)\"")
                }
                progress.note("settling: \(name)")
                let contestants = SettlingContest.waits.map { wait in
                    contestant(wait.0, wait.1, miniature, stage)
                }
                result += await race(contestants, on: name, rounds: isQuick ? 1 : 4)
            }
        }
        return [Section(.settling, result)]
    }

    /// One of each kind: the whole set would take too long with the long sleeps.
    private static let names = [
        "a key's echo", "a button's look", "a menu", "a find dialog", "a slow redraw in strips",
        "a dialog in two stages, 248 ms apart",
    ]

    static let ownName = "Deskwright settles"

    private static let waits: [(String, SettleTrial.Wait)] = [
        (ownName, .settle), ("sleeping 0.5 s", .sleep(.milliseconds(500))),
        ("sleeping 1 s", .sleep(.seconds(1))), ("sleeping 2 s", .sleep(.seconds(2))),
    ]

    private func contestant(
        _ name: String, _ wait: SettleTrial.Wait, _ miniature: Miniature, _ stage: Stage
    ) -> Contestant {
        Contestant(name: name) {
            // A program that a busy machine held up did not paint what is to be waited for.
            for _ in 0..<10 {
                let trial = try await SettleTrial.run(
                    miniature, beside: [], waiting: wait, on: stage.display)
                guard trial.keptTheSchedule else { continue }
                return Reading(
                    [.wall: trial.time.inSeconds * 1000],
                    fault: trial.sawLastPaint ? nil : "looked before the last paint")
            }
            throw BenchError.noResult(of: "\"\(miniature.name)\": the machine is too busy")
        }
    }
}
