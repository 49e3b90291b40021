import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightToolkits
import DeskwrightX11Backend
import Testing

/// Drags and the wheel as programs see them; one toolkit after the other, as each takes a while.
@Suite(.serialized) struct ToolkitPointerTests {
    @Test(arguments: Toolkit.allCases)
    func aDragSelectsAndTheWheelScrolls(in toolkit: Toolkit) async throws {
        let text = ToolkitText(for: toolkit)
        try await withToolkitField(toolkit, text: text.whole) { desktop, field async throws in
            try await expectDragToSelect(desktop, field, text)
            if toolkit == .xterm {
                try await expectTerminalToScroll(desktop, field, text)
            } else {
                try await expectNotches(desktop, field, of: .vertical)
                try await expectNotches(desktop, field, of: .horizontal)
            }
        }
    }

    private func expectDragToSelect(
        _ desktop: X11Desktop, _ field: ToolkitField, _ text: ToolkitText
    ) async throws {
        let start = Point(x: field.area.x + 100, y: field.area.y + 40)
        let path = [start, Point(x: start.x + 150, y: start.y + 90)]
        #expect(try await desktop.perform(.drag(path: path)).isDelivered)
        // Whole lines lie between the first and the last.
        func isSelected(_ selection: String) -> Bool {
            selection.split(separator: "\n").dropFirst().dropLast()
                .contains { text.isLine(String($0)) }
        }
        let selection = try await field.selection(waitingUntil: isSelected)
        let (presses, motions) = (try field.presses(), try field.motions())
        let (windows, pointer) = (try await desktop.windows(), try await desktop.pointer())
        #expect(
            isSelected(selection),
            """
            \(quoted(String(selection.prefix(80)))) selected, \(presses), \(motions) motions, \
            \(field.area) of \(windows.map(\.frame)), pointer at \(pointer)
            """)
        if field.toolkit != .xterm { #expect(try await eventually { try field.motions() > 0 }) }
    }

    /// One notch, then three, then one back, then a burst of twenty: each as far as the first.
    ///
    /// That is the second: GTK 4 may still be measuring its lines during the very first.
    private func expectNotches(
        _ desktop: X11Desktop, _ field: ToolkitField, of axis: WheelAxis
    ) async throws {
        let start = try offset(field, axis)
        try await turn(desktop, field, axis, pixels: 50)
        guard field.toolkit.scrolls(axis) else {
            // What it does answer comes after the wheel, so that was seen, too.
            #expect(try await desktop.perform(.type("x")).isDelivered)
            #expect(try await eventually { try field.text().contains("x") })
            #expect(try offset(field, axis) == start)
            return
        }
        #expect(try await eventually { try offset(field, axis) > start })
        let first = try await rest(field, axis)
        try await turn(desktop, field, axis, pixels: 50)
        #expect(try await eventually { try offset(field, axis) > first })
        let notch = try await rest(field, axis) - first
        for (pixels, notches) in [(300, 4.0), (-100, 3), (2000, 23)] {
            try await turn(desktop, field, axis, pixels: pixels)
            let end = first + notches * notch
            let arrives = try await eventually { abs(try offset(field, axis) - end) < notch / 10 }
            let reached = try offset(field, axis)
            #expect(arrives, "\(reached) after \(notches) notches of \(notch)")
        }
    }

    private func turn(
        _ desktop: X11Desktop, _ field: ToolkitField, _ axis: WheelAxis, pixels: Int
    ) async throws {
        let action =
            switch axis {
            case .vertical: Action.scroll(at: field.area.center, dx: 0, dy: pixels)
            case .horizontal: Action.scroll(at: field.area.center, dx: pixels, dy: 0)
            }
        #expect(try await desktop.perform(action).isDelivered)
    }

    private func offset(_ field: ToolkitField, _ axis: WheelAxis) throws -> Double {
        switch axis {
        case .vertical: try field.offset().down
        case .horizontal: try field.offset().across
        }
    }

    /// The offset once it has stayed the same: FOX scrolls smoothly.
    private func rest(_ field: ToolkitField, _ axis: WheelAxis) async throws -> Double {
        var last = try offset(field, axis)
        while true {
            try await Task.sleep(for: .milliseconds(300))
            let now = try offset(field, axis)
            if now == last { return now }
            last = now
        }
    }

    /// xterm tells by what is selected at its top.
    private func expectTerminalToScroll(
        _ desktop: X11Desktop, _ field: ToolkitField, _ text: ToolkitText
    ) async throws {
        let top = Point(x: field.area.x + 100, y: field.area.y + 5)
        var firsts: [Int] = []
        for pixels in [0, -100, -500, 300] {
            try await turn(desktop, field, .vertical, pixels: pixels)
            _ = try await desktop.perform(.tripleClick(at: top))
            let selection = try await field.selection {
                text.isLine($0) && text.number(ofLine: $0) != firsts.last
            }
            firsts.append(try #require(text.number(ofLine: selection)))
        }
        // A notch is five rows.
        #expect(firsts.map { $0 - firsts[0] } == [0, -5, -30, -15])
    }
}

extension Toolkit {
    /// Whether a text field of it answers the wheel on an axis at all.
    fileprivate func scrolls(_ axis: WheelAxis) -> Bool {
        switch self {
        case .gtk2, .gtk3, .gtk4, .qt5, .tk, .fltk: true
        case .fox, .xterm: axis == .vertical
        case .xaw: false
        }
    }
}
