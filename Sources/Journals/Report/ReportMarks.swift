import DeskwrightCore

/// Drawings on a picture, in its own pixels: where an action aims, and what changed.
struct ReportMarks {
    var size: Size

    /// The length that all marks are measured in; about 28 pixels on a screen of 1280.
    private var unit: Int { max(4, max(size.width, size.height) / 45) }

    /// What an action does to the screen that it is done on; `nil` when it has no place there.
    func aim(of action: JournalEvent.Acted) -> HTML? {
        let points = action.points.map(nearest)
        guard let first = points.first, let last = points.last else { return typed(action) }
        if let lost = action.points.first(where: { !size.bounds.contains($0) }) {
            return drawing("aim", wayOut(to: nearest(lost)))
        }
        let shape: HTML =
            switch action.name {
            case "drag": way(points) + ring(first, radius: unit / 3) + head(points)
            case "scroll": ring(first, radius: unit / 3) + wheel(first, action.action)
            case "double-click":
                cross(last) + ring(last, radius: unit) + ring(last, radius: unit * 3 / 5)
            case "move": cross(last)
            case _: cross(last) + ring(last, radius: unit)
            }
        return drawing("aim", shape)
    }

    /// The box around all that changed.
    func change(_ area: Rect) -> HTML? {
        box(around: area).map { drawing("change", doubled("rect", rectangle($0))) }
    }

    /// Boxes around what was found; where there are several, each with its number.
    func found(_ areas: [Rect]) -> HTML? {
        let shapes = areas.enumerated().compactMap { index, area in
            box(around: area).map { box in
                doubled("rect", rectangle(box))
                    + (areas.count > 1 ? number(index + 1, at: box) : "")
            }
        }
        return shapes.isEmpty ? nil : drawing("found", "\(shapes)")
    }

    private func number(_ number: Int, at box: Rect) -> HTML {
        let isBelow = box.y < unit
        let y = isBelow ? box.bottom + unit * 4 / 5 : box.y - unit / 5
        return "<text x=\"\(box.x)\" y=\"\(y)\" font-size=\"\(unit * 4 / 5)\">\(number)</text>"
    }

    /// A little larger, so that the line does not cover what is inside; `nil` for what is not on the screen.
    private func box(around area: Rect) -> Rect? {
        let sides = [area.x, area.y, area.width, area.height]
        guard sides.allSatisfy({ (0...32_767).contains($0) }) else { return nil }
        if area.intersection(size.bounds).isEmpty { return nil }
        return area.inset(by: -(unit / 5)).intersection(size.bounds)
    }

    /// The keys or the text of an action that goes to wherever the keyboard's focus is.
    private func typed(_ action: JournalEvent.Acted) -> HTML? {
        guard action.name == "press" || action.name == "type" else { return nil }
        let text = action.action.dropFirst(action.name.count + 1)
        return "<span class=\"typed\" aria-hidden=\"true\">\(String(text.prefix(80)))</span>"
    }

    /// The place on the screen that is nearest to a point, which may be far off it.
    private func nearest(_ point: Point) -> Point {
        Point(
            x: min(max(point.x, 0), size.width - 1), y: min(max(point.y, 0), size.height - 1))
    }

    /// An arrow to the edge, where an action aims beyond it.
    private func wayOut(to edge: Point) -> HTML {
        func inward(_ place: Int, _ length: Int) -> Int {
            place == 0 ? 3 * unit : place == length - 1 ? length - 3 * unit : place
        }
        let start = Point(x: inward(edge.x, size.width), y: inward(edge.y, size.height))
        return way([start, edge]) + head([start, edge])
    }

    private func drawing(_ kind: String, _ shape: HTML) -> HTML {
        """
        <svg class="marks \(kind)" viewBox="0 0 \(size.width) \(size.height)" \
        aria-hidden="true">\(shape)</svg>
        """
    }

    /// A shape twice: a light halo first, so that it shows on any ground.
    private func doubled(_ element: String, _ attributes: HTML) -> HTML {
        let name = HTML(trusted: element)
        return "<\(name) class=\"halo\" \(attributes)/><\(name) \(attributes)/>"
    }

    private func rectangle(_ box: Rect) -> HTML {
        "x=\"\(box.x)\" y=\"\(box.y)\" width=\"\(box.width)\" height=\"\(box.height)\""
    }

    private func ring(_ center: Point, radius: Int) -> HTML {
        doubled("circle", "cx=\"\(center.x)\" cy=\"\(center.y)\" r=\"\(max(2, radius))\"")
    }

    /// Four lines that leave the point itself to be seen.
    private func cross(_ center: Point) -> HTML {
        let (inner, outer) = (unit / 4, unit * 7 / 5)
        let lines = [(1, 0), (-1, 0), (0, 1), (0, -1)].map { x, y in
            "M\(center.x + x * inner) \(center.y + y * inner)"
                + "L\(center.x + x * outer) \(center.y + y * outer)"
        }
        return doubled("path", "d=\"\(lines.joined())\"")
    }

    private func way(_ points: [Point]) -> HTML {
        let line = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        return doubled("polyline", "points=\"\(line)\"")
    }

    /// The arrow that shows which way what is under the pointer is turned.
    private func wheel(_ center: Point, _ text: String) -> HTML {
        guard let delta = ActionWords.scrollDelta(text), delta != Point(x: 0, y: 0) else {
            return ""
        }
        let length = 3 * unit
        let isMoreDown = delta.y.magnitude >= delta.x.magnitude
        let end = Point(
            x: center.x + (isMoreDown ? 0 : length * delta.x.signum()),
            y: center.y + (isMoreDown ? length * delta.y.signum() : 0))
        return way([center, end]) + head([center, end])
    }

    /// An arrow's head at the last point, turned as the last part of the way is.
    private func head(_ points: [Point]) -> HTML {
        guard let end = points.last, let start = points.last(where: { $0 != end }) else {
            return ""
        }
        let (dx, dy) = (Double(end.x - start.x), Double(end.y - start.y))
        let length = (dx * dx + dy * dy).squareRoot()
        let reach = Double(unit)
        func wing(_ side: Double) -> String {
            let x = Double(end.x) - (dx - side * dy / 2) / length * reach
            let y = Double(end.y) - (dy + side * dx / 2) / length * reach
            return "\(Int(x.rounded())),\(Int(y.rounded()))"
        }
        return doubled("polyline", "points=\"\(wing(1)) \(end.x),\(end.y) \(wing(-1))\"")
    }
}
