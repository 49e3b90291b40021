extension Chart {
    private static let width = 860
    private static let labelWidth = 262
    /// Room behind the longest bar for its figure.
    private static let figureWidth = 130
    private static let barHeight = 13
    private static let rowGap = 9
    private static let panelHead = 46
    private static let panelFoot = 40
    private static let top = 52

    /// The picture as an SVG document, readable on a light and on a dark page.
    var svg: String {
        var y = Chart.top
        var body = Chart.text(24, 32, title, "title")
        for panel in panels {
            body += Chart.draw(panel, at: y)
            y += Chart.height(of: panel)
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Chart.width) \(y)" \
            width="\(Chart.width)" height="\(y)" role="img" aria-label="\(escaped(title))">
            \(Chart.style)
            <rect class="page" width="\(Chart.width)" height="\(y)" rx="8"/>
            \(body)</svg>

            """
    }

    private static let style = """
        <style>
        text { font: 13px system-ui, "DejaVu Sans", sans-serif; fill: #24292f }
        .title { font-size: 18px; font-weight: 600 }
        .panel { font-size: 14px; font-weight: 600 }
        .label { text-anchor: end }
        .tick { font-size: 11px; fill: #6e7781; text-anchor: middle }
        .page { fill: #ffffff }
        .grid { stroke: #d8dee4 }
        .spread { stroke: #24292f; stroke-width: 1.5 }
        .ours { fill: #d9480f } .peer { fill: #5b7a99 } .floor { fill: #9aa4ae }
        .tone1 { opacity: 0.6 }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3 } .tick { fill: #8d96a0 } .page { fill: #161b22 }
          .grid { stroke: #30363d } .spread { stroke: #e6edf3 }
          .ours { fill: #ff7b3d } .peer { fill: #7c9cbf } .floor { fill: #6b7681 }
        }
        </style>
        """

    private static func height(of panel: Panel) -> Int {
        panelHead + panel.rows.reduce(0) { $0 + height(of: $1) } + panelFoot
    }

    private static func height(of row: Row) -> Int { row.bars.count * barHeight + rowGap }

    private static func draw(_ panel: Panel, at top: Int) -> String {
        let values = panel.rows.flatMap(\.bars).compactMap { $0?.time }
        let scale = LogScale(values.flatMap { [$0.lowerQuartile, $0.upperQuartile] })
        var svg = text(24, top + 20, panel.title, "panel")
        svg += legend(panel, at: top + 20)
        var y = top + panelHead
        let bottom = top + height(of: panel) - panelFoot
        svg += grid(scale, from: y - 6, to: bottom)
        for row in panel.rows {
            svg += draw(row, scale, at: y)
            y += height(of: row)
        }
        return svg
    }

    private static func grid(_ scale: LogScale, from top: Int, to bottom: Int) -> String {
        scale.ticks.reduce(into: "") { svg, tick in
            let x = place(tick, scale)
            svg += #"<line class="grid" x1="\#(x)" x2="\#(x)" y1="\#(top)" y2="\#(bottom)"/>"#
            let unit = tick >= 1000 ? "\(grouped(tick / 1000)) s" : "\(plain(tick)) ms"
            svg += text(x, bottom + 16, unit, "tick")
        }
    }

    private static func draw(_ row: Row, _ scale: LogScale, at top: Int) -> String {
        let middle = top + row.bars.count * barHeight / 2 + 5
        var svg = text(labelWidth - 10, middle, row.label, "label")
        for (tone, bar) in row.bars.enumerated() {
            guard let bar else { continue }
            let y = top + tone * barHeight
            let end = place(bar.time.median, scale)
            svg += """
                <rect class="\(row.kind.rawValue) tone\(tone)" x="\(labelWidth)" y="\(y)" \
                width="\(max(2, end - labelWidth))" height="\(barHeight - 2)" rx="2"/>
                """
            let (low, high) = (
                place(bar.time.lowerQuartile, scale), place(bar.time.upperQuartile, scale)
            )
            let line = y + barHeight / 2 - 1
            svg += #"<line class="spread" x1="\#(low)" x2="\#(high)" y1="\#(line)" y2="\#(line)"/>"#
            svg += text(max(end, high) + 6, y + barHeight - 3, figure(bar), "figure")
        }
        return svg + "\n"
    }

    /// Squares in the colours of the bars, from the right end to the left.
    private static func legend(_ panel: Panel, at y: Int) -> String {
        var svg = ""
        var x = width - 24
        for (tone, name) in panel.tones.enumerated().reversed() {
            x -= 8 * name.count + 24
            svg +=
                #"<rect class="peer tone\#(tone)" x="\#(x)" y="\#(y - 10)" width="11" height="11"/>"#
            svg += text(x + 16, y, name, "legend")
        }
        return svg
    }

    private static func place(_ value: Double, _ scale: LogScale) -> Int {
        labelWidth + Int(scale.place(value) * Double(width - labelWidth - figureWidth))
    }

    private static func figure(_ bar: Bar) -> String {
        let median = bar.time.median
        let time = median < 1000 ? "\(significant(median)) ms" : "\(significant(median / 1000)) s"
        return time + (bar.note.map { ", \($0)" } ?? "")
    }

    private static func plain(_ tick: Double) -> String {
        tick >= 1 ? grouped(tick) : "\(tick)"
    }

    private static func text(_ x: Int, _ y: Int, _ text: String, _ style: String) -> String {
        #"<text class="\#(style)" x="\#(x)" y="\#(y)">\#(escaped(text))</text>"#
    }
}

private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
}
