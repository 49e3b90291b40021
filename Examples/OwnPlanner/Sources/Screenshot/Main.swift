import DeskwrightCore
import DeskwrightImages
import DeskwrightX11Backend
import Foundation

@main
struct Main {
    /// `Screenshot FILE` pictures a screen of its own, `Screenshot FILE :0` one that is there.
    static func main() async throws {
        guard CommandLine.arguments.count > 1 else {
            print("usage: Screenshot FILE [DISPLAY]")
            return
        }
        let file = URL(fileURLWithPath: CommandLine.arguments[1])
        if CommandLine.arguments.count > 2 {
            try await picture(of: try await X11Desktop.connect(to: CommandLine.arguments[2]), file)
        } else {
            try await onScreenOfItsOwn { try await picture(of: $0, file) }
        }
    }

    /// Moves the pointer to the middle of the screen, and writes what the screen shows.
    static func picture(of desktop: X11Desktop, _ file: URL) async throws {
        let middle = try await desktop.size().bounds.center
        let result = try await desktop.perform(.move(to: middle))
        let frame = try await desktop.capture(.screen, withPointer: true)
        try Data(PNGEncoder.encode(frame)).write(to: file)
        print("move \(middle): \(result.name); \(frame)")
    }

    static func onScreenOfItsOwn(_ body: @Sendable (X11Desktop) async throws -> Void) async throws {
        let display = try await PrivateDisplay.start(
            size: Size(width: 800, height: 600), windowManager: nil,
            folder: FileManager.default.temporaryDirectory.path,
            environment: ProcessInfo.processInfo.environment)
        let result: Result<Void, any Error>
        do {
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            result = .success(try await body(desktop))
        } catch {
            result = .failure(error)
        }
        await display.stop()
        try result.get()
    }
}
