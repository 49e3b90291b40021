import ArgumentParser
import DeskwrightCore
import DeskwrightImages
import DeskwrightX11Backend
import Foundation

/// Where `read` and `find` look for text.
struct SightOptions: ParsableArguments {
    @Option(help: "The display. (default: $DISPLAY, where no file is named)")
    var display: String?

    @Option(
        help: ArgumentHelp(
            "Only what one window shows: its number, or words of its title.",
            valueName: "id|title"))
    var window: String?

    /// A picture, and what of it is looked at.
    struct Look {
        let frame: Frame
        let area: Rect
        /// Windows that may cover a part of the area.
        var covers: [Rect] = []

        func shows(_ place: Rect) -> Bool {
            !covers.contains { $0.contains(place.center) }
        }
    }

    /// Looks at a PNG file, or at the display.
    func look(at file: String?) async throws -> Look {
        if let file { return try look(in: file) }
        guard let name = display ?? getenv("DISPLAY").map({ String(cString: $0) }), !name.isEmpty
        else {
            throw UsageError(
                "no picture and no display is named",
                hint: "name a PNG file, give --display :N, or set DISPLAY")
        }
        let desktop = try await X11Desktop.connect(to: name)
        guard let window else {
            let frame = try await desktop.capture()
            return Look(frame: frame, area: frame.size.bounds)
        }
        return try await look(at: window, on: desktop)
    }

    private func look(in file: String) throws -> Look {
        guard display == nil, window == nil else {
            throw UsageError("a file has no display and no windows")
        }
        let bytes: [UInt8]
        do {
            bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: file)))
        } catch {
            throw UsageError("cannot read \(quoted(file)): \(error.systemReason)")
        }
        let frame = try PNGDecoder.decode(bytes)
        return Look(frame: frame, area: frame.size.bounds)
    }

    private func look(at title: String, on desktop: X11Desktop) async throws -> Look {
        let windows = try await desktop.windows()
        let window: WindowInfo
        if let id = windowNumber(title) {
            guard let found = windows.first(where: { $0.id == id }) else {
                throw DesktopError.windowGone(id: id)
            }
            window = found
        } else {
            window = try windows.titled(title)
        }
        let above = windows.drop { $0.id != window.id }.dropFirst()
        return Look(
            frame: try await desktop.capture(), area: window.frame, covers: above.map(\.frame))
    }
}
