import DeskwrightCX11
import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// Pictures of which only the changed bands were read, beside whole ones.
@Suite struct X11TrackedCaptureTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func aPictureIsWhatTheScreenShowsWhateverWasDrawn(seed: UInt64) async throws {
        try await withPrivateDisplay(size: Backend.screen, windowManager: nil) { display in
            let tracked = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let scribbler = Scribbler(
                try OtherProgram(display.name, authority: display.authorityFile), seed)
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
            let program = try OtherProgram(display.name, authority: display.authorityFile)
            let first = try await desktop.capture()
            try program.fill(Rect(x: 10, y: 40, width: 20, height: 3), with: 0xFF0000)
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
    private let program: OtherProgram
    private var windows: [DeskwrightCX11.Window] = []
    private var random: SeededGenerator

    init(_ program: OtherProgram, _ seed: UInt64) {
        self.program = program
        random = SeededGenerator(seed: seed)
    }

    /// Does one thing, and says which when the server has done it.
    func scribble() throws -> String {
        let area = Rect(
            x: .random(in: 0..<600, using: &random), y: .random(in: 0..<440, using: &random),
            width: .random(in: 1...200, using: &random), height: .random(in: 1...90, using: &random)
        )
        let color = UInt.random(in: 0...0xFFFFFF, using: &random)
        let window = windows.randomElement(using: &random)
        switch (Int.random(in: 0..<6, using: &random), window) {
        case (1, let window?):
            try program.move(window, to: Point(x: area.x, y: area.y))
            return "moved a window to \(area)"
        case (2, let window?):
            try program.close(window)
            windows.removeAll { $0 == window }
            return "closed a window"
        case (3, let window?):
            try program.fill(area.size.bounds, with: color, in: window)
            return "drew in a window"
        case (4, _):
            windows.append(try program.open(area, color))
            return "opened a window at \(area)"
        case (5, _): return "did nothing"
        default:
            try program.fill(area, with: color)
            return "drew \(area)"
        }
    }
}
