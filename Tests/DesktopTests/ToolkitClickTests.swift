import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightToolkits
import DeskwrightX11Backend
import Testing

/// Clicks as programs count them; one toolkit after the other, as each takes a while.
@Suite(.serialized) struct ToolkitClickTests {
    @Test(arguments: Toolkit.allCases)
    func onlyTheClicksOfOneActionCountTogether(in toolkit: Toolkit) async throws {
        let text = ToolkitText(for: toolkit)
        try await withToolkitField(toolkit, text: text.whole) { desktop, field async throws in
            let point = Point(x: field.area.x + 100, y: field.area.y + 40)
            // Elsewhere, too: the old toolkits look at the time alone.
            for point in [Point(x: point.x + 40, y: point.y + 90), point, point] {
                #expect(try await desktop.perform(.click(at: point)).isDelivered)
            }
            for _ in 1...2 {
                #expect(try await desktop.perform(.doubleClick(at: point)).isDelivered)
                let selection = try await field.selection(waitingUntil: text.isWord)
                #expect(text.isWord(selection))
            }
            #expect(try await desktop.perform(.tripleClick(at: point)).isDelivered)
            let isExpected = toolkit == .xaw ? text.isWord : text.isLine
            let selection = try await field.selection(waitingUntil: isExpected)
            #expect(isExpected(selection))
            if let expected = toolkit.presses {
                _ = try await eventually { try field.presses().count >= expected.count }
                let counts = try field.presses().map(\.count)
                #expect(counts == expected)
            }
        }
    }

    @Test(arguments: Toolkit.allCases.filter(\.knowsBackAndForward))
    func backAndForwardArrive(in toolkit: Toolkit) async throws {
        try await withToolkitField(toolkit) { desktop, field async throws in
            let point = field.area.center
            for button in [MouseButton.back, .forward] {
                let click = Action.click(at: point, button: button, holding: ["SHIFT"])
                #expect(try await desktop.perform(click).isDelivered)
            }
            let isSeen = try await eventually { try field.presses().map(\.button) == [8, 9] }
            #expect(isSeen)
        }
    }
}

extension Toolkit {
    /// What the program says of the presses of three clicks, two double clicks and a triple click.
    fileprivate var presses: [Int]? {
        switch self {
        // GDK reports each press, and that it was the second or third once more.
        case .gtk2, .gtk3: [1, 1, 1, 1, 1, 2, 1, 1, 2, 1, 1, 2, 1, 3]
        case .gtk4, .tk, .fltk, .fox: [1, 1, 1, 1, 2, 1, 2, 1, 2, 3]
        // Qt's third press is a first one; its text field counts by itself.
        case .qt5: [1, 1, 1, 1, 2, 1, 2, 1, 2, 1]
        case .xaw, .xterm: nil
        }
    }

    /// FOX has no event for them, and xterm does nothing with them.
    fileprivate var knowsBackAndForward: Bool { self != .fox && self != .xterm }
}
