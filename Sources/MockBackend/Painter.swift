import DeskwrightCore

/// Draws a stage: the desktop, the windows from the lowest up, and an open menu above all.
struct Painter {
    let stage: Stage

    static func frame(of stage: Stage) -> Frame {
        let painter = Painter(stage: stage)
        return Canvas.frame(size: stage.size) { canvas in
            canvas.fill(stage.size.bounds, stage.background)
            for window in stage.order { painter.draw(window: window, on: &canvas) }
            if let menu = stage.openMenu { painter.draw(popup: menu, on: canvas) }
        }
    }

    private func draw(window: Int, on canvas: inout Canvas) {
        let live = stage.windows[window]
        let isActive = window == stage.activeWindow
        let outer = stage.outerFrame(of: window)
        canvas.fill(outer.expanded(by: 1), Theme.darkEdge)
        canvas.fill(live.frame, Theme.face)
        drawTitle(of: window, isActive: isActive, on: &canvas)
        canvas.clipped(to: live.frame) { canvas in
            if !live.spec.menus.isEmpty { drawMenuBar(of: window, on: canvas) }
            for child in live.children { draw(widget: child, on: &canvas) }
        }
    }

    private func drawTitle(of window: Int, isActive: Bool, on canvas: inout Canvas) {
        let bar = stage.titleBar(of: window)
        let button = stage.closeButton(of: window)
        let ink = isActive ? Theme.lightInk : Theme.faintInk
        canvas.fill(bar, isActive ? Theme.activeTitle : Theme.idleTitle)
        let room = Rect(x: bar.x, y: bar.y, width: button.x - bar.x - 4, height: bar.height)
        canvas.clipped(to: room) { canvas in
            canvas.line(stage.windows[window].title, in: bar, indent: Theme.padding + 4, ink)
        }
        // A cross of two strokes, each two pixels thick.
        let side = 10
        let left = button.x + (button.width - side) / 2
        let top = button.y + (button.height - side) / 2
        for step in 0..<side {
            let other = left + side - 1 - step
            canvas.fill(Rect(x: left + step, y: top + step, width: 2, height: 1), ink)
            canvas.fill(Rect(x: other, y: top + step, width: 2, height: 1), ink)
        }
    }

    private func drawMenuBar(of window: Int, on canvas: Canvas) {
        let frame = stage.windows[window].frame
        let bar = Rect(x: frame.x, y: frame.y, width: frame.width, height: Theme.menuHeight)
        canvas.fill(bar, Theme.menuBar)
        canvas.fill(
            Rect(x: bar.x, y: bar.bottom - 1, width: bar.width, height: 1), Theme.edge)
        for (menu, spec) in stage.windows[window].spec.menus.enumerated() {
            let entry = stage.menuEntry(menu, of: window)
            let isOpen = stage.openMenu?.window == window && stage.openMenu?.menu == menu
            if isOpen { canvas.fill(entry, Theme.accent) }
            let ink = isOpen ? Theme.lightInk : Theme.ink
            canvas.line(spec.title, in: entry, indent: Theme.padding, ink)
        }
    }

    private func draw(popup menu: OpenMenu, on canvas: Canvas) {
        canvas.box(stage.popup(of: menu), fill: Theme.paper, edge: Theme.darkEdge)
        let items = stage.windows[menu.window].spec.menus[menu.menu].items
        for (index, item) in items.enumerated() {
            let row = stage.popupItem(index, of: menu)
            let isMarked = menu.item == index
            if isMarked { canvas.fill(row, Theme.accent) }
            let ink = isMarked ? Theme.lightInk : Theme.ink
            canvas.line(item.title, in: row, indent: Theme.padding - 1, ink)
            let shortcut = item.shortcutText
            let indent = row.width - Theme.padding - shortcut.count * Theme.cellWidth
            canvas.line(shortcut, in: row, indent: indent, isMarked ? ink : Theme.faintInk)
        }
    }
}

extension Canvas {
    /// One line of text in the middle of a bar's height.
    func line(_ text: String, in bar: Rect, indent: Int, _ color: Color) {
        self.text(text, at: Point(x: bar.x + indent, y: bar.y + Canvas.textTop(in: bar)), color)
    }

    /// How far below a bar's top edge a line starts that stands in its middle.
    ///
    /// Capitals are the middle's measure: what hangs below the base line does not count.
    static func textTop(in bar: Rect) -> Int { (bar.height - Glyph.height) / 2 + 2 }
}

extension Rect {
    func expanded(by margin: Int) -> Rect {
        Rect(
            x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
    }
}
