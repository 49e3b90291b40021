import CX11
import Core
import TestSupport
import Testing
import X11Backend

/// Pictures of which only the changed bands were read, beside whole ones.
@Suite struct X11TrackedCaptureTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func aPictureIsWhatTheScreenShowsWhateverWasDrawn(seed: UInt64) async throws {
        try await withPrivateDisplay(size: Backend.screen, windowManager: nil) { display in
            let tracked = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let scribbler = Scribbler(
                try X11Connection(display: display.name, authority: display.authorityFile), seed)
            var seen: Set<Frame> = []
            for turn in 0..<40 {
                let deed = try scribbler.scribble()
                // A fresh connection has no earlier picture: it reads everything.
                let fresh = try await X11Desktop.connect(
                    to: display.name, authority: display.authorityFile)
                let frame = try await tracked.capture()
                #expect(try await fresh.capture() == frame, "turn \(turn): \(deed)")
                seen.insert(frame)
            }
            #expect(seen.count > 20)
        }
    }

    @Test func whatDidNotChangeSharesItsMemory() async throws {
        try await withPrivateDisplay(size: Backend.screen, windowManager: nil) { display in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let scribbler = Scribbler(
                try X11Connection(display: display.name, authority: display.authorityFile), 1)
            let first = try await desktop.capture()
            try scribbler.fill(Rect(x: 10, y: 40, width: 20, height: 3), with: 0xFF0000)
            let second = try await desktop.capture()
            #expect(second[Point(x: 10, y: 40)] == Color(red: 255, green: 0, blue: 0))
            let isShared = zip(first.bands, second.bands).map { $0.isSameMemory(as: $1) }
            #expect(isShared == [true, false] + Array(repeating: true, count: 13))
        }
    }
}

extension [UInt8] {
    fileprivate func isSameMemory(as other: [UInt8]) -> Bool {
        withUnsafeBufferPointer { own in
            other.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
        }
    }
}

/// Another program that draws at random, and opens, moves and closes windows.
private final class Scribbler {
    private let connection: X11Connection
    private let context: GC?
    private var windows: [CX11.Window] = []
    private var random: SeededGenerator

    init(_ connection: X11Connection, _ seed: UInt64) {
        self.connection = connection
        random = SeededGenerator(seed: seed)
        context = XCreateGC(connection.display, connection.root, 0, nil)
    }

    deinit { XFreeGC(connection.display, context) }

    func fill(_ area: Rect, with color: UInt, in window: CX11.Window? = nil) throws {
        XSetForeground(connection.display, context, color)
        XFillRectangle(
            connection.display, window ?? connection.root, context, Int32(area.x), Int32(area.y),
            UInt32(area.width), UInt32(area.height))
        try connection.sync("scribbling")
    }

    /// Does one thing, and says which when the server has done it.
    func scribble() throws -> String {
        let display = connection.display
        let area = Rect(
            x: .random(in: 0..<600, using: &random), y: .random(in: 0..<440, using: &random),
            width: .random(in: 1...200, using: &random), height: .random(in: 1...90, using: &random)
        )
        let color = UInt.random(in: 0...0xFFFFFF, using: &random)
        let window = windows.randomElement(using: &random)
        switch (Int.random(in: 0..<6, using: &random), window) {
        case (1, let window?):
            XMoveWindow(display, window, Int32(area.x), Int32(area.y))
            try connection.sync("moving")
            return "moved a window to \(area)"
        case (2, let window?):
            XDestroyWindow(display, window)
            windows.removeAll { $0 == window }
            try connection.sync("closing")
            return "closed a window"
        case (3, let window?):
            try fill(area.size.bounds, with: color, in: window)
            return "drew in a window"
        case (4, _):
            try open(area, color)
            return "opened a window at \(area)"
        case (5, _): return "did nothing"
        default:
            try fill(area, with: color)
            return "drew \(area)"
        }
    }

    private func open(_ area: Rect, _ color: UInt) throws {
        var settings = XSetWindowAttributes()
        settings.override_redirect = 1
        settings.background_pixel = color
        let window = XCreateWindow(
            connection.display, connection.root, Int32(area.x), Int32(area.y), UInt32(area.width),
            UInt32(area.height), 0, 0, UInt32(InputOutput), nil,
            UInt(CWOverrideRedirect | CWBackPixel), &settings)
        XMapWindow(connection.display, window)
        windows.append(window)
        try connection.sync("opening")
    }
}
