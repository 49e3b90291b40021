import DeskwrightTestSupport
import Testing

@testable import DeskwrightX11Backend

/// Connections of one process on threads of their own.
struct X11ConnectionTests {
    /// What one of them freed of the libraries' lists another one wrote into, and the process died.
    @Test func connectionsComeAndGoAtATime() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let opened = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...4 {
                    group.addTask {
                        for _ in 1...100 {
                            _ = try X11Input(
                                X11Connection(
                                    display: display.name, authority: display.authorityFile))
                        }
                        return 100
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(opened == 400)
        }
    }
}
