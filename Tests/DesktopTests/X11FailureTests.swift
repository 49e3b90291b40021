import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Foundation
import Testing

/// What happens when there is no server, or no server any more.
@Suite struct X11FailureTests {
    @Test func aServerThatDiesIsAnErrorOfEveryCall() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            _ = try await desktop.capture()
            try await desktop.setClipboard("text")
            await display.stop()
            let calls: [(X11Desktop) async throws -> Void] = [
                { _ = try await $0.size() }, { _ = try await $0.capture() },
                { _ = try await $0.windows() }, { _ = try await $0.pointer() },
                { _ = try await $0.perform(.press(["a"])) }, { _ = try await $0.perform(.wait) },
                { _ = try await $0.waitForChange(upTo: .zero) }, { _ = try await $0.clipboard() },
                { try await $0.setClipboard("text") }, { try await $0.close(window: 1) },
            ]
            for call in calls + calls {
                #expect(await isConnectionLost { try await call(desktop) })
            }
            await desktop.releaseAll()
        }
    }

    @Test func aServerThatDiesEndsAWait() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let waiting = Task {
                while true { _ = try await desktop.waitForChange(upTo: .seconds(3600)) }
            }
            await display.stop()
            #expect(await isConnectionLost { try await waiting.value })
        }
    }

    @Test(arguments: [
        Action.type(String(repeating: "text ", count: 20000)),
        .drag(path: (0..<400).map { Point(x: $0 % 2 * 600, y: 10) }, holding: ["SHIFT"]),
    ])
    func aServerThatDiesEndsALongAction(_ action: Action) async throws {
        try await withX11Display { display, desktop in
            let task = Task { try await desktop.perform(action) }
            await display.stop()
            #expect(await isConnectionLost { _ = try await task.value })
        }
    }

    @Test(arguments: [":4711", "nonsense", "", ":", ":x", "-1:-1"])
    func withoutAServerThereIsNoConnection(_ name: String) async throws {
        let error = await #expect(throws: DesktopError.self) {
            _ = try await X11Desktop.connect(to: name)
        }
        guard case .cannotConnect(name, let reason)? = error else {
            Issue.record("not cannotConnect: \(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test func aWrongCookieDoesNotLetUsIn() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            try await withPrivateDisplay(windowManager: nil) { other in
                let failure = await reason {
                    _ = try await X11Desktop.connect(
                        to: display.name, authority: other.authorityFile)
                }
                #expect(failure?.contains("does not let us in") == true)
                let missing = await reason {
                    _ = try await X11Desktop.connect(to: display.name, authority: "/nowhere")
                }
                #expect(missing?.contains("/nowhere") == true)
                let none = await reason {
                    _ = try await X11Desktop.connect(to: display.name, authority: nil)
                }
                #expect(none?.contains("does not let us in") == true)
            }
        }
    }

    @Test func severalDisplaysAreOpenInOneProcess() async throws {
        try await withPrivateDisplay(size: Size(width: 320, height: 200), windowManager: nil) {
            small in
            try await withPrivateDisplay(windowManager: nil) { large in
                async let one = X11Desktop.connect(
                    to: small.name, authority: small.authorityFile)
                async let other = X11Desktop.connect(
                    to: large.name, authority: large.authorityFile)
                let sizes = [try await one.size(), try await other.size()]
                #expect(sizes == [Size(width: 320, height: 200), Size(width: 640, height: 480)])
            }
        }
    }

    private func withX11Display(
        _ body: (PrivateDisplay, X11Desktop) async throws -> Void
    ) async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            try await body(display, desktop)
        }
    }

    private func reason(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch DesktopError.cannotConnect(_, let reason) {
            return reason
        } catch {
            return nil
        }
    }
}

/// Whether something ends because the server is gone.
func isConnectionLost(_ body: () async throws -> Void) async -> Bool {
    do {
        try await body()
        return false
    } catch DesktopError.connectionLost {
        return true
    } catch {
        return false
    }
}
