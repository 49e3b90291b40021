import DeskwrightCX11
import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightX11Backend

/// Which refusals of the server a caller is told of.
@Suite struct X11ErrorTrapTests {
    private static let noWindow = DeskwrightCX11.Window(0x1234)

    @Test func anErrorThatNobodyWaitedForHidesNoLaterOne() async throws {
        try await withConnection { connection throws(DesktopError) in
            #expect(connection.attributes(of: X11ErrorTrapTests.noWindow) == nil)
            #expect(throws: DesktopError.requestFailed(operation: "raising", code: 3)) {
                try connection.checked("raising") {
                    _ = XRaiseWindow(connection.display, X11ErrorTrapTests.noWindow)
                }
            }
        }
    }

    @Test func anErrorOfBeforeIsNotOurs() async throws {
        try await withConnection { connection throws(DesktopError) in
            _ = XRaiseWindow(connection.display, X11ErrorTrapTests.noWindow)
            try connection.checked("asking") { _ = XFlush(connection.display) }
        }
    }

    @Test func theOuterOfTwoWatchesSeesErrorsOfBoth() async throws {
        try await withConnection { connection throws(DesktopError) in
            #expect(throws: DesktopError.requestFailed(operation: "outer", code: 3)) {
                try connection.checked("outer") { () throws(DesktopError) in
                    _ = XRaiseWindow(connection.display, X11ErrorTrapTests.noWindow)
                    try connection.checked("inner") { _ = XFlush(connection.display) }
                }
            }
        }
    }

    private func withConnection(
        _ body: (X11Connection) throws -> Void
    ) async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            try body(
                X11Connection(display: display.name, authority: display.authorityFile))
        }
    }
}
