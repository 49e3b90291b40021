import DeskwrightCore

/// Where a target is looked for.
struct Scope {
    /// What points are counted from, in screen pixels.
    var area: Rect
    /// The parts of it that the screen shows and nothing covers.
    var pieces: [Rect]
    /// Title bars of other windows that lie over it.
    var titleBars: [TitleBar] = []

    /// The smallest rectangle around all that is shown.
    var shown: Rect {
        pieces.reduce(Rect(x: 0, y: 0, width: 0, height: 0)) { $0.union($1) }
    }

    func shows(_ point: Point) -> Bool { pieces.contains { $0.contains(point) } }

    func shows(_ line: TextLine) -> Bool { !titleBars.contains { $0.shows(line) } }

    /// Only what another one shows too.
    func intersection(_ other: Scope) -> Scope {
        let common = pieces.flatMap { piece in other.pieces.map { piece.intersection($0) } }
        return Scope(
            area: area.intersection(other.area), pieces: common.filter { !$0.isEmpty },
            titleBars: titleBars + other.titleBars)
    }
}

/// What a window manager draws above a window, which is no part of the window's frame.
struct TitleBar {
    let title: String
    let area: Rect

    /// In pixels; title bars are lower.
    private static let height = 40

    init(of window: WindowInfo) {
        title = window.title
        area = Rect(
            x: window.frame.x, y: window.frame.y - TitleBar.height, width: window.frame.width,
            height: TitleBar.height)
    }

    /// Whether a line is the title, of which a part may be cut off or read wrong.
    func shows(_ line: TextLine) -> Bool {
        area.contains(line.frame.center)
            && line.words.contains { $0.text.count >= 3 && title.contains($0.text) }
    }
}

extension Rect {
    /// What is left of it without another one: at most four parts.
    func parts(outside other: Rect) -> [Rect] {
        let common = intersection(other)
        guard !common.isEmpty else { return [self] }
        return [
            Rect(x: x, y: y, width: width, height: common.y - y),
            Rect(x: x, y: common.bottom, width: width, height: bottom - common.bottom),
            Rect(x: x, y: common.y, width: common.x - x, height: common.height),
            Rect(
                x: common.right, y: common.y, width: right - common.right, height: common.height),
        ].filter { !$0.isEmpty }
    }
}
