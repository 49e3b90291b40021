import DeskwrightCore
import DeskwrightImages
import DeskwrightX11Backend
import Foundation

/// What single actions cost, and how much memory ten thousand captures and actions leave behind.
struct EnduranceContest {
    var isQuick: Bool
    let progress: Progress

    static let screen = Size(width: 1280, height: 800)

    func run() async throws -> [Section] {
        try await Stage.with(EnduranceContest.screen) { stage in
            let picture = try StillPicture(landscape(stage.size), on: stage.connection)
            progress.note("actions")
            var result = RaceResult()
            for (name, action) in EnduranceContest.actions {
                var turn = 0
                let contestant = Contestant(name: name, turns: 10) {
                    // At one place a second click would wait until it is none of a double click.
                    let moved = action.mapPoints { Point(x: $0.x + turn % 2 * 50, y: $0.y) }
                    turn += 1
                    return Reading(
                        try await timed { _ = try await stage.desktop.perform(moved) })
                }
                result += await race([contestant], on: "\(stage.size)", rounds: 5)
            }
            let memory = try await memory(stage, picture)
            return [Section(.actions, result), Section(.memory, memory)]
        }
    }

    static let actions: [(String, Action)] = [
        ("move", .move(to: Point(x: 300, y: 200))), ("click", .click(at: Point(x: 400, y: 300))),
        ("double-click", .doubleClick(at: Point(x: 500, y: 300))),
        ("triple-click", .tripleClick(at: Point(x: 600, y: 300))),
        ("press ctrl+a", .press([Key("ctrl"), Key("a")])),
        ("scroll 500 pixels", .scroll(at: Point(x: 400, y: 300), dx: 0, dy: 500)),
        // The last: it takes its time so that programs see the motion, and is not done 10,000 times.
        ("drag", .drag(path: [Point(x: 100, y: 100), Point(x: 600, y: 400)])),
    ]

    private func memory(_ stage: Stage, _ picture: StillPicture) async throws -> RaceResult {
        let count = isQuick ? 500 : 10_000
        var encoder = PNGEncoder()
        var series: [Series] = []
        func note(_ subject: String) {
            series.append(
                Series(
                    contestant: "Deskwright", subject: subject, quantity: .memory,
                    samples: [memoryKiB()[.memory] ?? 0]))
        }
        for turn in 0..<(count + 1000) {
            // What is taken once is taken by then.
            if turn == 1000 { note("at the start") }
            try picture.writeLine("capture \(turn)", at: 30 + turn * 37 % 740)
            _ = try encoder.encode(try await stage.desktop.capture())
        }
        note("after \(grouped(Double(count))) captures")
        progress.note("\(count) captures")
        let short = EnduranceContest.actions.dropLast()
        for turn in 0..<count {
            _ = try await stage.desktop.perform(short[turn % short.count].1)
        }
        note("after \(grouped(Double(count))) actions more")
        progress.note("\(count) actions")
        return RaceResult(series: series)
    }
}
