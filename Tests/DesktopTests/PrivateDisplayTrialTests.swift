import DeskwrightCX11
import DeskwrightTestSupport
import Testing

@testable import DeskwrightX11Backend

/// The test is the window manager here.
@Suite struct PrivateDisplayTrialTests {
    @Test func whatAWindowManagerLosesIsAskedForAgain() async throws {
        try await withPrivateDisplay(windowManager: nil) { display in
            let manager = try X11Connection(
                display: display.name, authority: display.authorityFile)
            XSelectInput(manager.display, manager.root, SubstructureRedirectMask)
            XSync(manager.display, 0)
            let trial = PrivateDisplayTrial(
                on: try #require(
                    PrivateDisplayReadiness(number: display.number, cookie: display.cookie)))

            #expect(!trial.wasShown())
            _ = nextRequest(to: manager)
            #expect(try await eventually { !trial.wasShown() && XPending(manager.display) > 0 })
            XMapWindow(manager.display, nextRequest(to: manager))
            XSync(manager.display, 0)
            #expect(trial.wasShown())
            #expect(trial.isGone())
        }
    }

    /// The window that is to be shown.
    private func nextRequest(to manager: X11Connection) -> UInt {
        var event = XEvent()
        repeat { XNextEvent(manager.display, &event) } while event.type != MapRequest
        return event.xmaprequest.window
    }
}
