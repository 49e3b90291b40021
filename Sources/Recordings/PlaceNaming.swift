import DeskwrightCore
import DeskwrightImages
import DeskwrightSight

/// What can be said of a point that was clicked; each was tried on the screen of then.
struct NamedPlace: Sendable {
    /// By text, in words that are on the screen.
    var target: Target?
    /// Whether the text was read without doubt, so that nothing else is needed.
    var isCertain = false
    /// Whether it is a field beside a label.
    var isField = false
    /// What is around the point, where the screen has it just once.
    var picture: Frame?
    /// What the picture, and the point, are looked for in.
    var window: WindowMatch?
    /// The point itself.
    var point: Target
}

/// Finds words for places on one screen.
struct PlaceNaming {
    /// How near the point has to be to where a replay would click.
    enum Care: Sendable {
        /// A button, an entry of a menu: anywhere on it.
        case loose
        /// A drag or a double click: the same letter.
        case exact
    }

    let eye: Eye
    let names: WindowNames
    /// Texts that hold a secret are no words for anything.
    let secrets: Secrets
    var screen: ScreenState

    func name(
        of point: Point, _ care: Care
    ) async throws(SightError) -> NamedPlace {
        var place = plainPlace(of: point)
        let lines = try await eye.lines(on: screen, in: area(of: place, at: point))
        let search = PlaceSearch(naming: self, window: place.window, point: point, lines: lines)
        let text = try await search.text(care)
        if care == .loose, let field = try await search.field(unless: text) {
            place.target = field
            place.isField = true
            place.isCertain = true
        } else if let text {
            place.target = text.target
            place.isCertain = text.isCertain
        }
        if !place.isCertain {
            place.picture = PointPicture.find(
                around: point, in: area(of: place, at: point), of: screen.frame)
        }
        return place
    }

    /// Whether nothing is to be read in the window at a point.
    func isWithoutText(at point: Point) async throws(SightError) -> Bool {
        try await eye.lines(on: screen, in: area(of: plainPlace(of: point), at: point)).isEmpty
    }

    /// The point alone, counted from its window's corner where a window can be named.
    func plainPlace(of point: Point) -> NamedPlace {
        guard let window = top(at: point),
            let match = names.match(for: window, among: screen.windows)
        else { return NamedPlace(point: Target(at: Target.Offset(point))) }
        let offset = Point(x: point.x - window.frame.x, y: point.y - window.frame.y)
        let target = Target(
            at: Target.Offset(offset), relations: [.init(.of, Target(window: match))])
        return NamedPlace(window: match, point: target)
    }

    private func top(at point: Point) -> WindowInfo? {
        screen.windows.last { $0.state == .shown && $0.frame.contains(point) }
    }

    private func area(of place: NamedPlace, at point: Point) -> Rect {
        let all = screen.frame.size.bounds
        guard place.window != nil, let window = top(at: point) else { return all }
        return window.frame.intersection(all)
    }
}

extension Target.Offset {
    /// In pixels.
    init(_ point: Point) {
        self.init(x: .pixels(point.x), y: .pixels(point.y))
    }
}

/// The picture around a point.
enum PointPicture {
    /// In pixels: an icon, a button, a wide button.
    private static let sizes = [(48, 24), (80, 32), (160, 48)]
    private static let leastSide = 12

    /// The smallest one that is there just once.
    static func find(around point: Point, in area: Rect, of frame: Frame) -> Frame? {
        for (width, height) in sizes {
            let across = min(width / 2, point.x - area.x, area.right - 1 - point.x)
            let down = min(height / 2, point.y - area.y, area.bottom - 1 - point.y)
            guard 2 * min(across, down) >= leastSide else { return nil }
            let part = Rect(
                x: point.x - across, y: point.y - down, width: 2 * across + 1,
                height: 2 * down + 1)
            let picture = frame.part(part)
            let places = ImageSearch.sightings(
                of: [ImagePattern(picture)], in: area, of: frame)
            if places.map(\.frame) == [part] { return picture }
        }
        return nil
    }
}
