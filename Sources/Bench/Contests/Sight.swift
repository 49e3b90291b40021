import DeskwrightCore
import DeskwrightImages
import DeskwrightSight
import Foundation

/// Looking for a word on a screen full of text: in one window, and on all of it.
struct SightContest {
    var isQuick: Bool
    let progress: Progress

    /// What the situations are called in the table.
    enum Situation: String, CaseIterable {
        case unchanged = "Deskwright, nothing changed"
        case copied = "Deskwright, nothing changed, in other memory"
        case reopened = "Deskwright, the window opened again"
        case moved = "Deskwright, the window moved"
        case typed = "Deskwright, a line was typed"
        case first = "Deskwright, the first look"
    }

    static let subjects = (window: "a window of 654x517", screen: "all of 1280x800")

    func run() async throws -> [Section] {
        let screen = try ScreenOfWindows()
        var result = RaceResult()
        for subject in [SightContest.subjects.window, SightContest.subjects.screen] {
            progress.note("sight: \(subject)")
            let isWindow = subject == SightContest.subjects.window
            let contestants = Situation.allCases.map { contestant($0, screen, isWindow) }
            result += await race(contestants, on: subject, rounds: isQuick ? 2 : 15)
        }
        return [Section(.sight, result)]
    }

    private func contestant(
        _ situation: Situation, _ screen: ScreenOfWindows, _ isWindow: Bool
    ) -> Contestant {
        var reader = TextReader()
        var count = 0
        return Contestant(name: situation.rawValue, turns: situation == .first ? 1 : 3) {
            count += 1
            if situation == .first { reader = TextReader() }
            let views = screen.views(situation, count)
            for (index, view) in views.enumerated() {
                let area = isWindow ? view.window : view.frame.size.bounds
                var places: [TextSighting] = []
                let time = try await timed {
                    places = try screen.target.sightings(in: reader.lines(of: view.frame, in: area))
                }
                guard index == views.count - 1 else { continue }
                let isFound = places.contains { view.window.contains($0.frame.center) }
                return Reading(time, fault: isFound ? nil : "the word was not found")
            }
            throw BenchError.noResult(of: situation.rawValue)
        }
    }
}

/// What is to be looked at, and where the window is that is looked for.
struct ScreenView {
    var frame: Frame
    var window: Rect
}

extension ScreenView {
    fileprivate init(desk: Frame, _ picture: Frame, at corner: Point) {
        frame = desk.with(picture, at: corner)
        window = Rect(
            x: corner.x, y: corner.y, width: picture.size.width, height: picture.size.height)
    }
}

/// A screen full of windows of all toolkits, from pictures of the tests.
struct ScreenOfWindows {
    let target: TextTarget
    private let desk: Frame
    private let there: ScreenView
    private let window: Frame
    private let lines: Frame

    private static let corner = Point(x: 300, y: 150)
    private static let size = Size(width: 1280, height: 800)

    init() throws {
        target = try TextTarget("Search")
        var desk = Frame(size: ScreenOfWindows.size, filledWith: .white)
        for (name, x, y) in [
            ("xterm-dejavu", 0, 0), ("qt", 660, 0), ("mousepad-dark", 0, 450), ("gtk4", 655, 420),
            ("tk", 1000, 0), ("fltk", 900, 447),
        ] {
            desk = desk.with(try ScreenOfWindows.picture(name), at: Point(x: x, y: y))
        }
        let window = try ScreenOfWindows.picture("mousepad")
        self.desk = desk
        self.window = window
        there = ScreenView(desk: desk, window, at: ScreenOfWindows.corner)
        lines = try ScreenOfWindows.picture("xterm-dejavu")
    }

    /// What is looked at in turn; the last look is the one that counts.
    func views(_ situation: SightContest.Situation, _ count: Int) -> [ScreenView] {
        switch situation {
        case .unchanged: return [there, there]
        case .copied:
            let copy = Frame(size: there.frame.size, bytes: there.frame.bytes)
            return [there, ScreenView(frame: copy, window: there.window)]
        case .reopened: return [there, ScreenView(frame: desk, window: there.window), there]
        case .moved: return [there, view(at: Point(x: 340 + count % 100, y: 170 + count % 50))]
        case .typed: return [there, typed(count)]
        case .first: return [there]
        }
    }

    private func view(at corner: Point) -> ScreenView {
        ScreenView(desk: desk, window, at: corner)
    }

    /// Each time a part of a line that was not there before.
    private func typed(_ count: Int) -> ScreenView {
        let part = Rect(x: 8 + count % 5, y: 40, width: 150 + count, height: 20)
        let place = Point(x: ScreenOfWindows.corner.x + 330, y: ScreenOfWindows.corner.y + 400)
        return ScreenView(
            frame: there.frame.with(lines.part(part), at: place), window: there.window)
    }

    private static func picture(_ name: String) throws -> Frame {
        try PNGDecoder.decode([UInt8](readFile("fixtures/screens/\(name).png")))
    }
}

extension Frame {
    /// With a picture on it, as far as it fits; bands that it does not touch stay the same memory.
    fileprivate func with(_ picture: Frame, at corner: Point) -> Frame {
        let width = min(picture.size.width, size.width - corner.x)
        var bands = self.bands
        for row in 0..<min(picture.size.height, size.height - corner.y) {
            let y = corner.y + row
            let start = 4 * (y % Frame.bandHeight * size.width + corner.x)
            let from = 4 * (row % Frame.bandHeight * picture.size.width)
            bands[y / Frame.bandHeight].replaceSubrange(
                start..<(start + 4 * width),
                with: picture.bands[row / Frame.bandHeight][from..<(from + 4 * width)])
        }
        return Frame(size: size, bands: bands)
    }

    fileprivate func part(_ area: Rect) -> Frame {
        var bytes: [UInt8] = []
        for y in area.y..<area.bottom {
            let start = 4 * (y % Frame.bandHeight * size.width + area.x)
            bytes += bands[y / Frame.bandHeight][start..<(start + 4 * area.width)]
        }
        return Frame(size: area.size, bytes: bytes)
    }
}
