import DeskwrightCore

extension Painter {
    func draw(widget: Int, on canvas: inout Canvas) {
        let frame = stage.frame(of: widget)
        guard !canvas.clip.intersection(frame).isEmpty else { return }
        canvas.clipped(to: frame) { canvas in
            let live = stage.widgets[widget]
            switch live.spec.kind {
            case .label: drawLabel(live.buffer, in: frame, on: canvas)
            case .button: drawButton(widget, in: frame, on: canvas)
            case .checkBox: drawCheckBox(widget, in: frame, on: canvas)
            case .field: drawField(widget, in: frame, on: &canvas)
            case .list(let items, _): drawList(widget, items, in: frame, on: &canvas)
            case .scrollArea: drawScrollArea(widget, in: frame, on: &canvas)
            }
        }
    }

    /// Keys go to this widget now.
    private func hasFocus(_ widget: Int) -> Bool {
        let window = stage.widgets[widget].window
        return window == stage.activeWindow && stage.windows[window].focus == widget
    }

    private func edge(of widget: Int) -> Color {
        hasFocus(widget) ? Theme.accent : Theme.edge
    }

    private func drawLabel(_ buffer: TextBuffer, in frame: Rect, on canvas: Canvas) {
        let lines = buffer.lines
        let top = lines.count == 1 ? Canvas.textTop(in: frame) : 0
        for (index, line) in lines.enumerated() {
            let origin = Point(x: frame.x, y: frame.y + top + index * Theme.lineHeight)
            canvas.text(buffer.characters[line], at: origin, Theme.ink)
        }
    }

    private func drawButton(_ widget: Int, in frame: Rect, on canvas: Canvas) {
        let isPressed =
            stage.grip == .widget(widget) && stage.visibleFrame(of: widget).contains(stage.pointer)
        canvas.box(
            frame, fill: isPressed ? Theme.pressedFace : Theme.buttonFace, edge: Theme.darkEdge)
        if hasFocus(widget) {
            canvas.box(
                frame.expanded(by: -1), fill: isPressed ? Theme.pressedFace : Theme.buttonFace,
                edge: Theme.accent)
        }
        let text = stage.widgets[widget].buffer.text
        let indent = (frame.width - text.count * Theme.cellWidth + 2) / 2
        canvas.line(text, in: frame, indent: max(2, indent), Theme.ink)
    }

    private func drawCheckBox(_ widget: Int, in frame: Rect, on canvas: Canvas) {
        let side = Theme.checkBoxSide
        let box = Rect(
            x: frame.x, y: frame.y + (frame.height - side) / 2, width: side, height: side)
        let live = stage.widgets[widget]
        let face = live.isChecked ? Theme.accent : Theme.paper
        canvas.box(box, fill: face, edge: hasFocus(widget) ? Theme.accent : Theme.darkEdge)
        if live.isChecked { drawTick(in: box, on: canvas) }
        canvas.line(live.buffer.text, in: frame, indent: side + Theme.padding, Theme.ink)
    }

    /// A short stroke down and a long one up, three pixels thick.
    private func drawTick(in box: Rect, on canvas: Canvas) {
        for step in 0..<11 {
            let y = step < 4 ? box.y + 8 + step : box.y + 14 - step
            canvas.fill(Rect(x: box.x + 4 + step, y: y, width: 1, height: 3), Theme.lightInk)
        }
    }

    private func drawField(_ widget: Int, in frame: Rect, on canvas: inout Canvas) {
        canvas.box(frame, fill: Theme.paper, edge: edge(of: widget))
        canvas.clipped(to: stage.viewport(of: widget).expanded(by: -1)) { canvas in
            drawText(of: widget, on: canvas)
        }
        drawScrollBar(of: widget, on: canvas)
    }

    private func drawText(of widget: Int, on canvas: Canvas) {
        let buffer = stage.widgets[widget].buffer
        let origin = stage.textOrigin(of: widget)
        for (index, line) in buffer.lines.enumerated() {
            let y = origin.y + index * Theme.lineHeight
            guard y < canvas.clip.bottom, y + Theme.lineHeight > canvas.clip.y else { continue }
            if hasFocus(widget) { mark(buffer, line, at: Point(x: origin.x, y: y), on: canvas) }
            canvas.text(buffer.characters[line], at: Point(x: origin.x, y: y), Theme.ink)
        }
        guard hasFocus(widget) else { return }
        let caret = buffer.position(of: buffer.caret)
        let x = origin.x + caret.column * Theme.cellWidth - 2
        let y = origin.y + caret.line * Theme.lineHeight - 3
        canvas.fill(Rect(x: x, y: y, width: 2, height: Theme.lineHeight - 2), Theme.accent)
    }

    /// Paints the selection behind a line; a selected line end shows as half a cell.
    private func mark(
        _ buffer: TextBuffer, _ line: Range<Int>, at origin: Point, on canvas: Canvas
    ) {
        let selection = buffer.selection
        let part = selection.clamped(to: line.lowerBound..<(line.upperBound + 1))
        guard !part.isEmpty else { return }
        let end = min(part.upperBound, line.upperBound)
        let before = buffer.columns(line.lowerBound..<part.lowerBound)
        var width = buffer.columns(part.lowerBound..<max(part.lowerBound, end)) * Theme.cellWidth
        if part.upperBound > line.upperBound { width += Theme.cellWidth / 2 }
        canvas.fill(
            Rect(
                x: origin.x + before * Theme.cellWidth - 1, y: origin.y - 3, width: width,
                height: Theme.lineHeight), Theme.selection)
    }

    private func drawList(
        _ widget: Int, _ items: [String], in frame: Rect, on canvas: inout Canvas
    ) {
        canvas.box(frame, fill: Theme.paper, edge: edge(of: widget))
        let view = stage.viewport(of: widget)
        let live = stage.widgets[widget]
        canvas.clipped(to: view) { canvas in
            for (index, item) in items.enumerated() {
                let row = Rect(
                    x: view.x, y: view.y + index * Theme.rowHeight - live.scroll,
                    width: view.width, height: Theme.rowHeight)
                guard !canvas.clip.intersection(row).isEmpty else { continue }
                let isSelected = live.selected == index
                if isSelected { canvas.fill(row, Theme.accent) }
                let ink = isSelected ? Theme.lightInk : Theme.ink
                canvas.line(item, in: row, indent: Theme.padding, ink)
            }
        }
        drawScrollBar(of: widget, on: canvas)
    }

    private func drawScrollArea(_ widget: Int, in frame: Rect, on canvas: inout Canvas) {
        canvas.box(frame, fill: Theme.paper, edge: Theme.edge)
        canvas.clipped(to: stage.viewport(of: widget)) { canvas in
            for child in stage.widgets[widget].children { draw(widget: child, on: &canvas) }
        }
        drawScrollBar(of: widget, on: canvas)
    }

    private func drawScrollBar(of widget: Int, on canvas: Canvas) {
        guard stage.isScrollable(widget) else { return }
        canvas.fill(stage.scrollBar(of: widget), Theme.track)
        canvas.fill(stage.thumb(of: widget), Theme.thumb)
    }
}
