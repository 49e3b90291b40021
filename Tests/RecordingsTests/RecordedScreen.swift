import DeskwrightCore
import DeskwrightImages
import Foundation

/// A screen that is put together of the pictures of `fixtures/screens`.
struct RecordedScreen {
    private var bytes: [UInt8]
    let size: Size
    var windows: [WindowInfo] = []

    init(_ size: Size) {
        self.size = size
        bytes = Frame(size: size, filledWith: .black).bytes
    }

    var frame: Frame { Frame(size: size, bytes: bytes) }

    var state: ScreenState {
        ScreenState(frame: frame, windows: windows, pointer: Point(x: 0, y: 0))
    }

    /// A picture of a window with its title bar, above all others.
    mutating func put(_ file: String, at corner: Point, title: String) throws {
        let path = RecordedScreen.folder.appendingPathComponent(file)
        let picture = try PNGDecoder.decode([UInt8](Data(contentsOf: path)))
        let rows = picture.bytes
        let length = 4 * picture.size.width
        for row in 0..<picture.size.height {
            let start = 4 * ((corner.y + row) * size.width + corner.x)
            bytes.replaceSubrange(
                start..<(start + length), with: rows[(row * length)..<((row + 1) * length)])
        }
        windows.append(
            WindowInfo(
                id: UInt64(windows.count + 1), title: title, className: "App",
                frame: Rect(
                    x: corner.x + 8, y: corner.y + 25, width: picture.size.width - 15,
                    height: picture.size.height - 32)))
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("fixtures/screens")
}
