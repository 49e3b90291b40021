import DeskwrightCore
import DeskwrightToolkits
import DeskwrightX11Backend

/// Text that keyboards lack, typed into a program of each toolkit, quiet and beside busy programs.
struct TypingStress {
    var isQuick: Bool
    let progress: Progress

    /// What else the machine does meanwhile.
    enum Load: String, CaseIterable {
        case quiet
        case busy = "beside 6 busy loops"

        var loopCount: Int { self == .busy ? 6 : 0 }
    }

    private static let screen = Size(width: 640, height: 480)

    func run() async throws -> [Section] {
        var result = RaceResult()
        for load in Load.allCases {
            for toolkit in Toolkit.allCases {
                progress.note("typing: \(toolkit), \(load.rawValue)")
                result += try await Stage.with(TypingStress.screen) { stage in
                    try await type(into: toolkit, on: stage, load)
                }
            }
        }
        return [Section(.stress, result)]
    }

    private func type(
        into toolkit: Toolkit, on stage: Stage, _ load: Load
    ) async throws -> RaceResult {
        let field = try await ToolkitField.open(
            toolkit, stage.desktop, environment: stage.environment, folder: stage.folder)
        let loops = StageApps(stage)
        for number in 0..<load.loopCount {
            try await loops.start("sh", ["-c", "while :; do :; done"], id: "loop-\(number)")
        }
        let contestant = Contestant(name: "\(toolkit)") {
            try await round(of: MixedTexts.all, into: field, on: stage)
        }
        let result = await race([contestant], on: load.rawValue, rounds: isQuick ? 2 : 50)
        await loops.stop()
        await field.close()
        return result
    }

    /// Types the texts one after the other, so that what comes late or twice is seen in the end.
    private func round(
        of texts: [String], into field: ToolkitField, on stage: Stage
    ) async throws -> Reading {
        try await field.clear()
        var (whole, time) = ("", Duration.zero)
        for text in texts {
            whole += text
            let watch = Stopwatch(ContinuousClock())
            guard try await stage.desktop.perform(.type(text)).isDelivered else {
                throw BenchError.noResult(of: "typing")
            }
            let arrived = try await field.text(waitingFor: whole)
            time += watch.elapsed
            let wrong = wrongCount(expected: whole, arrived: arrived)
            // What came after it would be wrong as well.
            if wrong > 0 {
                return Reading([.wrongCharacters: Double(wrong)], fault: "wrong: \(text)")
            }
        }
        return Reading([
            .pace: Double(whole.unicodeScalars.count) / time.inSeconds, .wrongCharacters: 0,
        ])
    }
}
