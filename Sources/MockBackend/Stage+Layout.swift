import DeskwrightCore

/// Where everything is; drawing and answering ask the same functions.
extension Stage {
    /// The window with its title bar.
    func outerFrame(of window: Int) -> Rect {
        let frame = windows[window].frame
        return Rect(
            x: frame.x, y: frame.y - Theme.titleHeight, width: frame.width,
            height: frame.height + Theme.titleHeight)
    }

    func titleBar(of window: Int) -> Rect {
        let frame = windows[window].frame
        return Rect(
            x: frame.x, y: frame.y - Theme.titleHeight, width: frame.width,
            height: Theme.titleHeight)
    }

    func closeButton(of window: Int) -> Rect {
        let bar = titleBar(of: window)
        let side = Theme.titleHeight - 8
        return Rect(x: bar.right - side - 4, y: bar.y + 4, width: side, height: side)
    }

    func menuEntry(_ menu: Int, of window: Int) -> Rect {
        let frame = windows[window].frame
        let menus = windows[window].spec.menus
        let x = menus[..<menu].reduce(0) { $0 + Stage.menuEntryWidth($1) }
        return Rect(
            x: frame.x + x, y: frame.y, width: Stage.menuEntryWidth(menus[menu]),
            height: Theme.menuHeight)
    }

    static func menuEntryWidth(_ menu: SceneMenu) -> Int {
        menu.title.count * Theme.cellWidth + 2 * Theme.padding
    }

    /// The drop-down of a menu.
    func popup(of open: OpenMenu) -> Rect {
        let entry = menuEntry(open.menu, of: open.window)
        let items = windows[open.window].spec.menus[open.menu].items
        let columns = items.map { $0.title.count + $0.shortcutText.count + 3 }.max() ?? 0
        return Rect(
            x: entry.x, y: entry.bottom,
            width: columns * Theme.cellWidth + 2 * Theme.padding,
            height: items.count * Theme.rowHeight + 8)
    }

    func popupItem(_ item: Int, of open: OpenMenu) -> Rect {
        let popup = popup(of: open)
        return Rect(
            x: popup.x + 1, y: popup.y + 4 + item * Theme.rowHeight, width: popup.width - 2,
            height: Theme.rowHeight)
    }

    /// The widget's place on the screen, whether or not a scroll area hides some of it.
    func frame(of widget: Int) -> Rect {
        let live = widgets[widget]
        var frame = live.spec.frame
        if let area = live.area {
            let outer = self.frame(of: area)
            frame.x += outer.x
            frame.y += outer.y - widgets[area].scroll
        } else {
            frame.x += windows[live.window].frame.x
            frame.y += windows[live.window].frame.y
        }
        return frame
    }

    /// The part of the widget that shows.
    func visibleFrame(of widget: Int) -> Rect {
        let live = widgets[widget]
        let outer = live.area.map { viewport(of: $0) } ?? windows[live.window].frame
        return frame(of: widget).intersection(outer)
    }
}

/// Scrolling.
extension Stage {
    /// What is inside a widget's edge and beside its scroll bar, on the screen.
    func viewport(of widget: Int) -> Rect {
        let frame = frame(of: widget)
        let bar = isScrollable(widget) ? Theme.scrollBarWidth : 0
        return Rect(
            x: frame.x + 1, y: frame.y + 1, width: frame.width - 2 - bar, height: frame.height - 2)
    }

    /// The height of all that a widget could show, in pixels; 0 for what never scrolls.
    func contentHeight(of widget: Int) -> Int {
        let live = widgets[widget]
        return switch live.spec.kind {
        case .list(let items, _): items.count * Theme.rowHeight
        case .field(_, true): live.buffer.lines.count * Theme.lineHeight + Theme.padding
        case .scrollArea(let inner): (inner.map(\.frame.bottom).max() ?? 0) + Theme.padding
        case .label, .button, .field(_, false), .checkBox: 0
        }
    }

    func scrollMaximum(of widget: Int) -> Int {
        max(0, contentHeight(of: widget) - (widgets[widget].spec.frame.height - 2))
    }

    func isScrollable(_ widget: Int) -> Bool { scrollMaximum(of: widget) > 0 }

    func scrollBar(of widget: Int) -> Rect {
        let frame = frame(of: widget)
        return Rect(
            x: frame.right - 1 - Theme.scrollBarWidth, y: frame.y + 1, width: Theme.scrollBarWidth,
            height: frame.height - 2)
    }

    func thumb(of widget: Int) -> Rect {
        let bar = scrollBar(of: widget)
        let length = max(
            min(Theme.thumbMinimum, bar.height),
            bar.height * bar.height / max(1, contentHeight(of: widget)))
        let way = (bar.height - length) * widgets[widget].scroll
        return Rect(
            x: bar.x + 2, y: bar.y + way / max(1, scrollMaximum(of: widget)), width: bar.width - 4,
            height: length)
    }

    /// - Returns: Whether it moved.
    @discardableResult
    mutating func scroll(_ widget: Int, to offset: Int) -> Bool {
        let offset = max(0, min(offset, scrollMaximum(of: widget)))
        guard widgets[widget].scroll != offset else { return false }
        widgets[widget].scroll = offset
        changed()
        return true
    }

    /// Scrolls as little as makes a stretch of the contents visible.
    mutating func reveal(_ stretch: Range<Int>, in widget: Int) {
        let height = widgets[widget].spec.frame.height - 2
        let lowest = max(widgets[widget].scroll, stretch.upperBound - height)
        scroll(widget, to: min(lowest, stretch.lowerBound))
    }
}

/// Text in fields.
extension Stage {
    /// The top-left corner of the field's first character, on the screen.
    func textOrigin(of widget: Int) -> Point {
        let live = widgets[widget]
        let frame = frame(of: widget)
        let x = frame.x + Theme.padding - firstColumn(of: widget) * Theme.cellWidth
        let y =
            live.isMultiline
            ? frame.y + Theme.padding - live.scroll
            : frame.y + (frame.height - Glyph.height) / 2 + 2
        return Point(x: x, y: y)
    }

    /// How many columns are out of sight at the left, so that the caret is in sight.
    private func firstColumn(of widget: Int) -> Int {
        let room = max(1, (viewport(of: widget).width - 2 * Theme.padding) / Theme.cellWidth)
        let buffer = widgets[widget].buffer
        return max(0, buffer.position(of: buffer.caret).column - room)
    }

    /// The place in the text that is nearest to a point of the screen.
    func textIndex(of widget: Int, at point: Point) -> Int {
        let origin = textOrigin(of: widget)
        let line = (point.y - origin.y + 3) / Theme.lineHeight
        let column = (point.x - origin.x + Theme.cellWidth / 2) / Theme.cellWidth
        return widgets[widget].buffer.index(line: line, column: max(0, column))
    }
}

extension SceneMenuItem {
    /// The chord as menus show it: `Ctrl+S`.
    var shortcutText: String {
        shortcut.map { $0.name.prefix(1).uppercased() + $0.name.dropFirst().lowercased() }
            .joined(separator: "+")
    }
}
