import DeskwrightCore

@testable import DeskwrightSight

/// A screen that is put together of pictures, whose windows are known.
struct DrawnScreen {
    private var bytes: [UInt8]
    let size: Size
    var windows: [WindowInfo] = []

    init(_ size: Size) {
        self.size = size
        bytes = Frame(size: size, filledWith: .black).bytes
    }

    var state: ScreenState {
        ScreenState(
            frame: Frame(size: size, bytes: bytes), windows: windows, pointer: Point(x: 0, y: 0))
    }

    /// Above all that is there already.
    mutating func put(_ picture: Frame, at corner: Point) {
        let others = picture.bytes
        for row in 0..<picture.size.height {
            let start = 4 * ((corner.y + row) * size.width + corner.x)
            let length = 4 * picture.size.width
            bytes.replaceSubrange(
                start..<(start + length), with: others[(row * length)..<((row + 1) * length)])
        }
    }

    /// A picture of a window with its title bar, above all others.
    mutating func put(
        _ file: String, at corner: Point, title: String, className: String, process: Int32
    ) throws {
        let picture = try ReadPicture.frame(file)
        put(picture, at: corner)
        let inside = Rect(
            x: corner.x + 8, y: corner.y + 25, width: picture.size.width - 15,
            height: picture.size.height - 32)
        windows.append(
            WindowInfo(
                id: UInt64(windows.count + 1), title: title, className: className, frame: inside,
                isActive: false, processID: process))
    }
}
