import DeskwrightCore
import DeskwrightPrograms
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// Requests about windows under openbox, judged by other programs too, and windows out of the ordinary.
@Suite struct X11WindowRequestTests {
    @Test func otherProgramsSeeWhatWasAskedFor() async throws {
        try await withTwoWindows { stage async throws in
            let id = await stage.low.id
            let name = "0x\(String(id, radix: 16))"
            try await stage.desktop.focus(window: id)
            #expect(try await stage.says("xprop -root _NET_ACTIVE_WINDOW").contains(name))
            try await stage.desktop.move(window: id, to: Point(x: 77, y: 88))
            let place = try await stage.says("xwininfo -id \(name)")
            #expect(place.contains("Absolute upper-left X:  77\n"))
            #expect(place.contains("Absolute upper-left Y:  88\n"))
            try await stage.desktop.raise(window: await stage.high.id)
            try await stage.desktop.raise(window: id)
            let stack = try await stage.says("xprop -root _NET_CLIENT_LIST_STACKING")
            #expect(stack.hasSuffix("\(name)\n"))
        }
    }

    @Test func aMinimizedWindowIsListedApartAndComesBackWithTheKeyboard() async throws {
        try await withTwoWindows { stage async throws in
            let id = await stage.high.id
            try await stage.high.minimize()
            let isMinimized = try await eventually {
                try await stage.window(id, in: stage.desktop.allWindows())?.state == .minimized
            }
            #expect(isMinimized)
            #expect(try await stage.window(id, in: stage.desktop.windows()) == nil)
            try await stage.desktop.move(window: id, to: Point(x: 90, y: 95))
            try await stage.desktop.focus(window: id)
            let back = try #require(try await stage.window(id, in: stage.desktop.windows()))
            #expect(back.state == .shown && back.frame.x == 90 && back.frame.y == 95)
        }
    }

    @Test func aWindowThatTakesNoKeyboardIsReported() async throws {
        try await withTwoWindows { stage async throws in
            try await stage.desktop.focus(window: await stage.high.id)
            try await stage.low.declineKeyboard()
            let id = await stage.low.id
            await #expect {
                try await stage.desktop.focus(window: id)
            } throws: { error in
                guard case DesktopError.notDone = error else { return false }
                return (error as? DesktopError)?.kind == .task
            }
        }
    }

    @Test func aDialogStaysAboveItsWindowAndThatIsOnTop() async throws {
        try await withTwoWindows { stage async throws in
            try await stage.high.belong(to: await stage.low.id)
            try await stage.desktop.raise(window: await stage.low.id)
            #expect(try await stage.desktop.windows().last?.id == (await stage.high.id))
        }
    }

    @Test func aMenuIsNoWindowAndCanBeMovedAllTheSame() async throws {
        try await withTwoWindows { stage async throws in
            let menu = try await stage.low.showMenu(Rect(x: 5, y: 5, width: 50, height: 80))
            #expect(try await stage.window(menu, in: stage.desktop.allWindows()) == nil)
            try await stage.desktop.move(window: menu, to: Point(x: 60, y: 70))
            try await stage.desktop.raise(window: menu)
            let place = try await stage.says("xwininfo -id \(menu)")
            // It counts the border, of one pixel, as the window's.
            #expect(place.contains("Absolute upper-left X:  59\n"))
        }
    }

    @Test(arguments: [
        [], Array("a\u{1B}[31m\u{7}b\nc\td".utf8), [UInt8](repeating: 0x78, count: 10_000),
        [0x61, 0xFF, 0xFE, 0x62],
    ])
    func titlesMayBeAnything(_ bytes: [UInt8]) async throws {
        try await withTwoWindows { stage async throws in
            try await stage.low.retitle(bytes)
            let id = await stage.low.id
            let title = try await stage.window(id, in: stage.desktop.windows())?.title
            #expect(title == String(decoding: bytes, as: UTF8.self))
            try await stage.desktop.focus(window: id)
        }
    }

    @Test func withoutItsWindowManagerAWindowIsFoundInTheTree() async throws {
        try await withTwoWindows { stage async throws in
            try await stage.low.endWindowManager()
            let ids = Set([await stage.low.id, await stage.high.id])
            let isFound = try await eventually {
                Set(try await stage.desktop.windows().map(\.id)) == ids
            }
            #expect(isFound)
            for id in ids {
                try await stage.desktop.raise(window: id)
                try await stage.desktop.focus(window: id)
                try await stage.desktop.move(window: id, to: Point(x: 12, y: 13))
                let window = try #require(try await stage.desktop.windows().last)
                #expect(window.id == id && window.isActive)
                #expect(window.frame.x == 12 && window.frame.y == 13)
            }
        }
    }

    @Test func aPlaceThatNoWindowCanHaveIsRefused() async throws {
        try await withTwoWindows { stage async throws in
            let id = await stage.low.id
            for x in [40_000, Int.max, -40_000] {
                await #expect(throws: DesktopError.self) {
                    try await stage.desktop.move(window: id, to: Point(x: x, y: 0))
                }
            }
        }
    }
}

/// Two windows that overlap, under openbox.
private struct TwoWindows {
    let desktop: X11Desktop
    let low: WitnessWindow
    let high: WitnessWindow
    let environment: [String: String]

    func window(_ id: UInt64, in windows: [WindowInfo]) -> WindowInfo? {
        windows.first { $0.id == id }
    }

    /// What another program prints.
    func says(_ command: String) async throws -> String {
        let output = try await ShellCommand.run(
            CommandSpec(command: command), environment: environment, workingDirectory: "/",
            marker: .unique())
        try #require(output.exit.isSuccess, "\(output.standardError.lastLine)")
        return output.standardOutput.text
    }
}

private func withTwoWindows(_ body: (TwoWindows) async throws -> Void) async throws {
    try await withPrivateDisplay { display in
        let low = try await WitnessWindow.show(
            on: display.name, authority: display.authorityFile, title: "Low")
        let high = try await WitnessWindow.show(
            on: display.name, authority: display.authorityFile, title: "High",
            area: Rect(x: 150, y: 90, width: 200, height: 100))
        let desktop = try await X11Desktop.connect(
            to: display.name, authority: display.authorityFile)
        let environment = testEnvironment(home: "/").merging(display.environment) { $1 }
        try await body(
            TwoWindows(desktop: desktop, low: low, high: high, environment: environment))
    }
}
