import DeskwrightCore
import DeskwrightMockBackend
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// The promises of the `Desktop` port about windows: on the mock, on a bare server and under openbox.
@Suite struct DesktopWindowTests {
    @Test(arguments: WindowStage.allCases)
    func aWindowIsGivenTheKeyboard(on stage: WindowStage) async throws {
        try await stage.run { desktop, low, high async throws in
            for id in [low, high, low, low] {
                try await desktop.focus(window: id)
                #expect(try await eventually { try await active(desktop) == id })
            }
        }
    }

    @Test(arguments: WindowStage.allCases)
    func aWindowIsRaised(on stage: WindowStage) async throws {
        try await stage.run { desktop, low, high async throws in
            for id in [low, high, high, low] {
                try await desktop.raise(window: id)
                #expect(try await desktop.windows().last?.id == id)
                #expect(try await desktop.windows().count == 2)
            }
        }
    }

    @Test(arguments: WindowStage.allCases)
    func aWindowIsMovedWhereItIsDrawn(on stage: WindowStage) async throws {
        try await stage.run { desktop, low, high async throws in
            for (id, place) in [
                (low, Point(x: 33, y: 44)), (high, Point(x: 200, y: 150)),
                (low, Point(x: 0, y: 60)),
            ] {
                let before = try await frame(of: id, desktop)
                try await desktop.move(window: id, to: place)
                let after = try await frame(of: id, desktop)
                #expect(Point(x: after.x, y: after.y) == place)
                #expect(after.size == before.size)
            }
        }
    }

    @Test(arguments: WindowStage.allCases)
    func allWindowsAreThoseThatAreShown(on stage: WindowStage) async throws {
        try await stage.run { desktop, low, high async throws in
            #expect(try await desktop.allWindows().map(\.id) == [low, high])
            #expect(try await desktop.allWindows().allSatisfy { $0.state == .shown })
        }
    }

    @Test(arguments: WindowStage.allCases)
    func aClosedWindowIsGone(on stage: WindowStage) async throws {
        try await stage.run { desktop, low, high async throws in
            try await desktop.close(window: high)
            #expect(try await eventually { try await desktop.windows().map(\.id) == [low] })
            await #expect(throws: DesktopError.windowGone(id: high)) {
                try await desktop.raise(window: high)
            }
        }
    }

    private func active(_ desktop: any Desktop) async throws -> UInt64? {
        try await desktop.windows().first(where: \.isActive)?.id
    }

    private func frame(of id: UInt64, _ desktop: any Desktop) async throws -> Rect {
        try #require(try await desktop.windows().first { $0.id == id }).frame
    }
}

/// Two windows that overlap.
enum WindowStage: String, CaseIterable {
    case mock, bareServer, openbox

    private static let areas = [
        Rect(x: 100, y: 60, width: 300, height: 200), Rect(x: 150, y: 90, width: 200, height: 100),
    ]

    /// The body gets the desktop, and the numbers of the lower and the upper window.
    func run(_ body: (any Desktop, UInt64, UInt64) async throws -> Void) async throws {
        switch self {
        case .mock:
            let windows = WindowStage.areas.enumerated().map { number, area in
                SceneWindow(id: "w\(number)", title: "Window \(number)", frame: area)
            }
            try await body(MockDesktop(scene: Scene(windows: windows)), 1, 2)
        case .bareServer: try await run(windowManager: nil, body)
        case .openbox: try await run(windowManager: "openbox", body)
        }
    }

    private func run(
        windowManager: String?, _ body: (any Desktop, UInt64, UInt64) async throws -> Void
    ) async throws {
        try await withPrivateDisplay(windowManager: windowManager) { display in
            var witnesses: [WitnessWindow] = []
            for (number, area) in WindowStage.areas.enumerated() {
                witnesses.append(
                    try await WitnessWindow.show(
                        on: display.name, authority: display.authorityFile,
                        title: "Window \(number)", area: area))
            }
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let ids = [await witnesses[0].id, await witnesses[1].id]
            #expect(try await eventually { try await desktop.windows().map(\.id) == ids })
            try await body(desktop, ids[0], ids[1])
        }
    }
}
