import DeskwrightCore
import DeskwrightPrograms
import DeskwrightX11Backend
import Foundation

/// The programs whose windows make a screen look like one in use.
struct StageApps {
    private let group = ProgramGroup()
    let stage: Stage

    init(_ stage: Stage) {
        self.stage = stage
    }

    /// Starts one of these programs; `id` names its log where one program runs several times.
    func start(_ program: String, _ arguments: [String], id: String? = nil) async throws {
        let spec = ProgramSpec(
            id: id ?? program, program: program, arguments: arguments,
            environment: stage.environment,
            workingDirectory: stage.folder, log: "\(stage.folder)/\(id ?? program).log")
        _ = try await group.start(spec)
    }

    /// Waits until so many windows are shown.
    func waitForWindows(_ count: Int) async throws {
        let watch = Stopwatch(ContinuousClock())
        while try await stage.desktop.windows().count < count {
            guard watch.elapsed < .seconds(20) else { throw BenchError.noResult(of: "windows") }
            _ = try await stage.desktop.waitForChange(upTo: .milliseconds(100))
        }
    }

    func stop() async {
        await group.stopAll()
    }
}

/// A terminal full of text beside an editor, over what the screen shows behind them; both programs
/// are ended before it returns, and the picture is shown as a still one later.
func pictureOfApps(on stage: Stage) async throws -> Frame {
    let apps = StageApps(stage)
    let text = benchText(lines: stage.size.height / 12)
    let file = stage.folder + "/notes.txt"
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    let columns = stage.size.width / 14
    let rows = stage.size.height / 17
    do {
        try await apps.start(
            "xterm",
            [
                "-geometry", "\(columns)x\(rows)+20+30", "-e", "sh", "-c",
                "cat notes.txt; sleep 600",
            ])
        try await apps.waitForWindows(1)
        try await apps.start("mousepad", [file])
        try await apps.waitForWindows(2)
        let frame = try await stage.rest(quiet: .milliseconds(700)).frame
        await apps.stop()
        return frame
    } catch {
        await apps.stop()
        throw error
    }
}

/// Lines of prose and code with little repetition, the same in every run.
func benchText(lines: Int) -> String {
    let words = [
        "screen", "let", "pointer", "=", "window", "(42,", "0x7f3a)", "returns", "the", "frame",
        "// waits", "until", "every", "byte", "has", "arrived;", "func", "capture()", "->", "42",
        "if", "damage.isEmpty", "{", "continue", "}", "\"naïve café\"", "€19.99", "and", "then",
    ]
    return (0..<lines).map { line in
        (0..<(6 + line % 7)).map { words[Int(noise(line, $0, seed: 7) * Double(words.count))] }
            .joined(separator: " ")
    }.joined(separator: "\n") + "\n"
}
