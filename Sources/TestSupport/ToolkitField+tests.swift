import DeskwrightCore
import DeskwrightToolkits
import DeskwrightX11Backend

/// Runs a test with a field of a toolkit on a private display, under openbox.
package func withToolkitField(
    _ toolkit: Toolkit, text: String = "",
    _ body: (X11Desktop, ToolkitField) async throws -> Void
) async throws {
    try await withToolkitField(toolkit, text: text) { _, desktop, field in
        try await body(desktop, field)
    }
}

/// The same, with the display for other programs.
package func withToolkitField(
    _ toolkit: Toolkit, text: String = "",
    _ body: (PrivateDisplay, X11Desktop, ToolkitField) async throws -> Void
) async throws {
    try await withPrivateDisplay { display in
        try await withScratchFolder { folder in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let environment = testEnvironment(home: folder).merging(display.environment) { $1 }
            let field = try await ToolkitField.open(
                toolkit, desktop, environment: environment, text: text, folder: folder)
            do {
                try await body(display, desktop, field)
                await field.close()
            } catch {
                await field.close()
                throw error
            }
        }
    }
}
