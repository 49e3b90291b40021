import DeskwrightCore
import DeskwrightMiniatures
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// What settling keeps of programs in miniature, on a real server.
@Suite(.serialized) struct SettleTests {
    @Test(.timeLimit(.minutes(5)), arguments: [false, true])
    func thePictureKeptHoldsTheLastPaint(besideBlinkers: Bool) async throws {
        try await withPrivateDisplay(size: Miniature.screen, windowManager: nil) { display in
            for miniature in Miniature.mustWait {
                let trial = try await keptTrial(
                    of: miniature, beside: besideBlinkers ? Blinker.all : [], on: display)
                #expect(trial.sawLastPaint, "\(miniature.name)")
            }
        }
    }

    /// A run in which the program painted when it should: on a busy machine it may paint later.
    private func keptTrial(
        of miniature: Miniature, beside blinkers: [Blinker], on display: PrivateDisplay
    ) async throws -> SettleTrial {
        for _ in 0..<100 {
            let trial = try await SettleTrial.run(
                miniature, beside: blinkers, waiting: .settle, on: display)
            if trial.keptTheSchedule { return trial }
        }
        throw TooBusy(program: miniature.name)
    }

    /// The machine never let a program paint at its times.
    private struct TooBusy: Error {
        var program: String
    }
}
