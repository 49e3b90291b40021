import DeskwrightCore

/// The field, button or check box that belongs to a label, by pixels alone.
struct WidgetFinder {
    private let label: Rect
    private let frame: Frame
    private let shown: Rect
    private let finder: BoxFinder?
    /// From the top.
    private let boxes: [Rect]
    /// Long lines that are no sides of boxes.
    private let lines: [Rect]

    /// So far below its label a field may begin, in pixels.
    private static let drop = 26
    /// A field is not higher; what is, is a list or a text, and begins at the label's row.
    private static let fieldHeight = 64
    /// A check box is at most this far from its label, in pixels.
    private static let tickGap = 16
    /// One in a list's column of its own is at most this far from the text beside it, in pixels.
    private static let columnGap = 40
    /// A field behind the label of a check box is at most this far from it, in pixels.
    private static let fieldGap = 60
    /// Where a field is clicked, in pixels from its left side; a long text from its top.
    private static let indent = 10
    /// Icons may stand between a label and its field, of so many pixels together.
    private static let iconWidth = 20
    /// Above and below the label, in pixels, where sides of boxes are looked for.
    private static let reach = (above: 100, below: 440)

    /// - Parameters:
    ///   - label: The rectangle around its letters.
    ///   - shown: Where the widget has to be, in screen pixels.
    ///   - frame: The screen.
    init(label: Rect, in shown: Rect, of frame: Frame) {
        self.label = label
        self.frame = frame
        self.shown = shown
        let area = Rect(
            x: shown.x, y: label.y - WidgetFinder.reach.above, width: shown.width,
            height: label.height + WidgetFinder.reach.above + WidgetFinder.reach.below
        ).intersection(shown)
        finder = PixelArea(area, of: frame).map(BoxFinder.init)
        boxes = finder?.boxes(atLeast: label.height) ?? []
        lines = finder?.lines(besides: boxes) ?? []
    }

    /// The widget's own rectangle, in screen pixels.
    func widget(_ kind: Target.Relation.Kind) -> Rect? {
        switch kind {
        case .near: near
        case .rightOf: right.first ?? ticks(.rightOf).first ?? flatRight.first
        case .leftOf: ticks(.leftOf).first ?? left ?? ticks(.leftOf, within: Self.columnGap).first
        case .below: below ?? flatBelow
        case .above: above
        case .in, .of: nil
        }
    }

    /// Where to click it: near the left side of a field, where its text begins.
    static func point(in widget: Rect) -> Point {
        Point(
            x: widget.x + min(indent, widget.width / 2),
            y: widget.height <= fieldHeight ? widget.center.y : widget.y + indent)
    }

    /// At its right, unless it is the label of a check box; or below.
    private var near: Rect? {
        let tick = ticks(.leftOf).first
        let field = right.first { box in
            textWidth(before: box) <= WidgetFinder.iconWidth
                && (tick == nil || box.x - label.right <= WidgetFinder.fieldGap)
        }
        return field ?? tick ?? flatRight.first { textWidth(before: $0) <= WidgetFinder.iconWidth }
            ?? below ?? flatBelow ?? ticks(.rightOf).first
    }

    /// How much text, in pixels, stands between the label and a box at its right.
    private func textWidth(before box: Rect) -> Int {
        let between = Rect(
            x: label.right + 1, y: label.y, width: box.x - 3 - label.right - 1,
            height: label.height)
        return between.width > 0 ? finder?.inkWidth(in: between) ?? 0 : 0
    }

    /// Boxes at the right, the nearest first; of those that begin alike the highest.
    private var right: [Rect] {
        boxes.filter { $0.x >= label.right - 3 && isOnRow($0) }
            .sorted { ($0.x, $1.height) < ($1.x, $0.height) }
    }

    private var left: Rect? {
        boxes.filter { $0.right <= label.x + 3 && isOnRow($0) }.max { $0.right < $1.right }
    }

    /// Whether the label may be a box's: lists and texts have it at their top, or in the middle.
    private func isOnRow(_ box: Rect) -> Bool {
        let row = label.center.y
        return box.y - 2 <= row && row <= box.bottom + 2
            && (box.height <= WidgetFinder.fieldHeight
                || abs(box.y - label.y) <= WidgetFinder.drop || abs(box.center.y - row) <= 8)
    }

    /// Fields at the right whose frame is only a line below the text.
    private var flatRight: [Rect] {
        let top = label.y - 2
        return lines.filter { line in
            line.x >= label.right - 3
                && (label.center.y...label.bottom + label.height).contains(line.y)
        }
        .sorted { $0.x < $1.x }
        .map { Rect(x: $0.x, y: top, width: $0.width, height: $0.y - top) }
    }

    private var below: Rect? {
        boxes.first { box in
            (label.bottom - 2...label.bottom + WidgetFinder.drop).contains(box.y)
                && isInColumn(box)
        }
    }

    /// A field below whose frame is only a line, with room for a text between.
    private var flatBelow: Rect? {
        let top = label.bottom + 2
        let rows = label.bottom + label.height...label.bottom + 4 * label.height
        return lines.first { line in
            rows.contains(line.y) && abs(line.x - label.x) <= 2 * WidgetFinder.indent
        }
        .map { Rect(x: $0.x, y: top, width: $0.width, height: $0.y - top) }
    }

    private var above: Rect? {
        boxes.last { box in
            (label.y - WidgetFinder.drop...label.y + 2).contains(box.bottom) && isInColumn(box)
        }
    }

    /// Whether a box lies over the label's beginning.
    private func isInColumn(_ box: Rect) -> Bool {
        box.x <= label.x + WidgetFinder.indent && box.right >= label.x + 2 * WidgetFinder.indent
    }

    /// Check boxes beside the label, the nearest first.
    private func ticks(
        _ kind: Target.Relation.Kind, within gap: Int = tickGap
    ) -> [Rect] {
        let isLeft = kind == .leftOf
        let reach = isLeft ? 60 : shown.right - label.right
        let area = Rect(
            x: isLeft ? label.x - reach : label.right + 4, y: label.center.y - 30, width: reach,
            height: 60
        ).intersection(shown)
        let ticks = TickFinder.ticks(in: area, row: label.center.y, of: frame)
            .filter { tick in !boxes.contains { isArrow(tick, of: $0) } }
        guard isLeft else {
            // Small letters are no check boxes.
            return ticks.filter { $0.height > label.height }.sorted { $0.x < $1.x }
        }
        return ticks.filter { label.x - $0.right <= gap }
            .sorted { $0.right > $1.right }
    }

    /// Whether it is at the end of a field, where some have buttons.
    private func isArrow(_ tick: Rect, of box: Rect) -> Bool {
        box.height <= WidgetFinder.fieldHeight && box.contains(tick.center)
            && abs(box.right - tick.right) <= 8 && box.width > 2 * tick.width
    }
}
