import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// Windows as a window manager has them.
@Suite struct X11WindowTests {
    @Test func aManagedWindowIsListedWithoutItsFrame() async throws {
        try await withX11Stage(windowManager: "openbox") { desktop, witness async throws in
            let windows = try await desktop.windows()
            try #require(windows.count == 1)
            #expect(windows[0].id == (await witness.id))
            #expect(windows[0].title == "Witness")
            #expect(windows[0].className == "Witness")
            #expect(windows[0].processID == 4711)
            #expect(windows[0].frame.size == witness.area.size)
            #expect(try await eventually { try await desktop.windows().first?.isActive == true })
        }
    }

    @Test func theFrameIsWhereThePictureShowsIt() async throws {
        try await withX11Stage(windowManager: "openbox") { desktop, witness async throws in
            let frame = try #require(try await desktop.windows().first).frame
            let moved = (x: frame.x - witness.area.x, y: frame.y - witness.area.y)
            #expect(
                try await eventually {
                    let picture = try await desktop.capture()
                    return witness.knownPixels.allSatisfy {
                        picture[Point(x: $0.key.x + moved.x, y: $0.key.y + moved.y)] == $0.value
                    }
                })
        }
    }

    @Test(arguments: [nil, "openbox"])
    func theTopmostWindowIsLast(_ windowManager: String?) async throws {
        try await withPrivateDisplay(windowManager: windowManager) { display async throws in
            let low = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile, title: "Größe 日本")
            let high = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile, title: "",
                area: Rect(x: 150, y: 90, width: 200, height: 100))
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let ids = [await low.id, await high.id]
            #expect(try await eventually { try await desktop.windows().map(\.id) == ids })
            #expect(try await desktop.windows().map(\.title) == ["Größe 日本", ""])
            #expect(
                try await eventually {
                    try await desktop.windows().map(\.isActive) == [false, true]
                })
        }
    }

    @Test(arguments: [nil, "openbox"])
    func closingAsksTheProgram(_ windowManager: String?) async throws {
        try await withX11Stage(windowManager: windowManager) { desktop, witness async throws in
            try await desktop.close(window: witness.id)
            #expect(try await eventually { try await witness.events().contains(.closed) })
            #expect(try await eventually { try await desktop.windows().isEmpty })
        }
    }

    @Test(arguments: [nil, "openbox"])
    func aNewWindowIsAChange(_ windowManager: String?) async throws {
        try await withPrivateDisplay(windowManager: windowManager) { display async throws in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            while try await !desktop.waitForChange(upTo: .milliseconds(100)).isEmpty {}
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            var happened: DesktopChange = []
            _ = try await eventually {
                happened.formUnion(try await desktop.waitForChange(upTo: .seconds(1)))
                return happened == [.drawn, .windows, .windowToCome]
            }
            #expect(happened == [.drawn, .windows, .windowToCome])
            #expect(try await witness.events().contains(.closed) == false)
        }
    }

    @Test func whatTheConnectionMakesForItselfIsNoWindowToCome() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            _ = try await desktop.perform(.type("漢"))
            try await desktop.setClipboard("text")
            _ = try await desktop.clipboard()
            var happened: DesktopChange = []
            while case let change = try await desktop.waitForChange(upTo: .milliseconds(200)),
                !change.isEmpty
            {
                happened.formUnion(change)
            }
            #expect(!happened.contains(.windowToCome))
        }
    }

    @Test(arguments: [nil, "openbox"], [false, true])
    func anotherTitleIsAChange(_ windowManager: String?, isThereBefore: Bool) async throws {
        try await withPrivateDisplay(windowManager: windowManager) { display async throws in
            func show() async throws -> WitnessWindow {
                try await WitnessWindow.show(on: display.name, authority: display.authorityFile)
            }
            let early = isThereBefore ? try await show() : nil
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let witness = if let early { early } else { try await show() }
            while try await !desktop.waitForChange(upTo: .milliseconds(200)).isEmpty {}
            try await witness.rename("Größe 2")
            var happened: DesktopChange = []
            _ = try await eventually {
                happened.formUnion(try await desktop.waitForChange(upTo: .seconds(1)))
                return happened.contains(.windows)
            }
            #expect(happened.contains(.windows))
            #expect(try await desktop.windows().map(\.title) == ["Größe 2"])
        }
    }

    @Test func windowsThatComeAndGoAreNoErrors() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let looking = Task {
                var count = 0
                while !Task.isCancelled { count += try await desktop.windows().count }
                return count
            }
            for _ in 0..<30 {
                _ = try await WitnessWindow.show(
                    on: display.name, authority: display.authorityFile)
            }
            looking.cancel()
            #expect(try await looking.value > 0)
        }
    }
}
