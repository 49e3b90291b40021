import CX11
import Core
import Programs
import Synchronization
import TestSupport
import Testing

@testable import X11Backend

/// Pictures while the screen, its windows and its server change or go.
@Suite(.serialized) struct X11CaptureFaultTests {
    @Test func aWindowThatIsNotThereIsAnError() async throws {
        try await withX11Stage { desktop, _ async throws in
            for id in [0, 4711, UInt64(UInt32.max), .max] {
                await #expect(throws: DesktopError.windowGone(id: id)) {
                    try await desktop.capture(.window(id: id, withFrame: true))
                }
            }
        }
    }

    @Test func aWindowThatIsNotShownIsAnError() async throws {
        try await withXvfb(screen: "640x480x24") { display async throws in
            let program = try OtherProgram(display)
            let desktop = try await X11Desktop.connect(to: display)
            let window = try program.open(Rect(x: 5, y: 5, width: 50, height: 50), 0xFF0000)
            _ = try await desktop.capture(.window(id: UInt64(window), withFrame: false))
            try program.hide(window)
            let error = DesktopError.windowNotShown(id: UInt64(window))
            await #expect(throws: error) {
                try await desktop.capture(.window(id: UInt64(window), withFrame: false))
            }
        }
    }

    @Test func windowsThatComeAndGoGiveTheirPictureOrAnError() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let desktop = try await X11Desktop.connect(to: display)
            let churn = try Churn(display)
            let changing = Task { try await churn.run() }
            let red = Frame(
                size: Churn.area.size, filledWith: Color(red: 255, green: 0, blue: 0))
            var (pictures, gone) = (0, 0)
            while pictures < 20 || gone < 20 {
                do {
                    let id = churn.window.withLock(\.self)
                    let frame = try await desktop.capture(.window(id: id, withFrame: true))
                    #expect(frame == red)
                    pictures += 1
                } catch DesktopError.windowGone {
                    gone += 1
                } catch DesktopError.windowNotShown {
                    gone += 1
                }
            }
            changing.cancel()
            try await changing.value
        }
    }

    /// The screen is of one colour at any moment.
    @Test func aPictureIsOfOneMoment() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let desktop = try await X11Desktop.connect(to: display)
            let flicker = try Flicker(display, [Rect(x: 0, y: 0, width: 320, height: 200)])
            let changing = Task { try await flicker.run() }
            var seen: Set<Color> = []
            for _ in 0..<500 {
                let frame = try await desktop.capture()
                #expect(frame == Frame(size: frame.size, filledWith: frame[Point(x: 0, y: 0)]))
                seen.insert(frame[Point(x: 0, y: 0)])
            }
            changing.cancel()
            try await changing.value
            #expect(seen.count > 1)
        }
    }

    /// Two stripes take on one colour after the other, the upper one first: what is read of them in
    /// bands is never further apart than that.
    @Test func bandsAreOfOneMoment() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let stripes = [0, 64].map { Rect(x: 0, y: $0, width: 320, height: 20) }
            let flicker = try Flicker(display, stripes)
            for _ in stripes { try await flicker.act() }
            let desktop = try await X11Desktop.connect(to: display)
            let changing = Task { try await flicker.run() }
            var seen: Set<Color> = []
            for _ in 0..<500 {
                let frame = try await desktop.capture()
                let shown = stripes.map { Flicker.number(of: frame[Point(x: 5, y: $0.y + 5)]) }
                #expect([0, 1].contains((shown[0] - shown[1] + 8) % 8), "\(shown)")
                seen.insert(frame[Point(x: 5, y: 5)])
            }
            changing.cancel()
            try await changing.value
            #expect(seen.count > 2)
        }
    }

    /// A picture over a connection of its own is read in slices, of different moments.
    @Test func slicesOfDifferentMomentsDoNotMakeAPicture() async throws {
        try await withXvfb(screen: "640x480x24") { display async throws in
            let program = try OtherProgram(display)
            try program.fill(Backend.screen.bounds, with: 0xFF)
            let flicker = try Flicker(display, [Backend.screen.bounds])
            let changing = Task { try await flicker.run() }
            var seen: Set<Color> = []
            for _ in 0..<60 {
                let picture = try await X11Desktop.picture(of: .screen, on: display) { $0 }
                #expect(picture.size == Backend.screen)
                #expect(picture.bands.count == Frame.bandCount(of: Backend.screen))
                #expect(picture.bands.allSatisfy { $0 == picture.bands[0] })
                seen.insert(picture.bands[0][Point(x: 0, y: 0)])
            }
            changing.cancel()
            try await changing.value
            #expect(seen.count > 1)
        }
    }

    @Test func aScreenThatChangesItsSizeAllTheTimeIsPicturedInOneOfThem() async throws {
        try await withXvfb(screen: "640x480x24") { display async throws in
            let witness = try await WitnessWindow.show(on: display, authority: nil)
            let sizes = [Size(width: 320, height: 240), Size(width: 640, height: 480)]
            let desktop = try await X11Desktop.connect(to: display)
            let changing = Task {
                while !Task.isCancelled {
                    for size in sizes {
                        try await witness.resizeScreen(to: size)
                        try? await Task.sleep(for: .milliseconds(1))
                    }
                }
            }
            let region = Rect(x: 300, y: 200, width: 200, height: 100)
            for _ in 0..<150 {
                #expect(try await sizes.contains(desktop.capture().size))
                do {
                    #expect(try await desktop.capture(.region(region)).size == region.size)
                } catch DesktopError.outsideScreen(region, let screen) {
                    #expect(screen == sizes[0])
                }
            }
            changing.cancel()
            try await changing.value
        }
    }

    @Test(arguments: [
        CaptureArea.screen, .region(Rect(x: 1, y: 1, width: 300, height: 300)), .monitor("0"),
    ])
    func aServerThatDiesMeanwhileIsAnError(_ area: CaptureArea) async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let looking = Task {
                while true {
                    _ = try await desktop.capture()
                    _ = try await desktop.capture(area, withPointer: true)
                }
            }
            _ = try await desktop.capture()
            await display.stop()
            let error = await #expect(throws: DesktopError.self) { try await looking.value }
            guard case .connectionLost? = error else {
                Issue.record("not connectionLost: \(String(describing: error))")
                return
            }
        }
    }

    @Test func aKeyboardMapThatChangesAllTheTimeHoldsNothingUp() async throws {
        try await withXvfb(screen: "320x200x24") { display async throws in
            let desktop = try await X11Desktop.connect(to: display)
            let storm = try KeymapStorm(display)
            let changing = Task { try await storm.run() }
            var most = 0
            for _ in 0..<100 {
                _ = try await desktop.capture()
                _ = try await desktop.waitForChange(upTo: .milliseconds(5))
                most = max(most, try await desktop.queuedEventCount())
            }
            changing.cancel()
            try await changing.value
            #expect(await storm.changeCount > 50)
            #expect(most < 200)
        }
    }
}

extension X11Desktop {
    /// Events that Xlib holds for us.
    fileprivate func queuedEventCount() throws -> Int {
        Int(XQLength(try connected("counting").connection.display))
    }
}

/// A program on a thread of its own that does one thing over and over until it is cancelled.
private protocol Restless: Actor {
    var program: OtherProgram { get }
    func act() throws
}

extension Restless {
    func run() async throws {
        while !Task.isCancelled {
            try act()
            // Other tests want to run too.
            program.connection.pause(milliseconds: 1)
            await Task.yield()
        }
    }
}

/// Opens and closes a red window.
private actor Churn: Restless {
    static let area = Rect(x: 20, y: 20, width: 100, height: 80)
    /// The one that is open, or was the last; it is read without waiting for the program's turn.
    nonisolated let window = Mutex<UInt64>(0)
    private let executor = ThreadExecutor(name: "churn")
    let program: OtherProgram
    private var open: CX11.Window?

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ display: String) throws { program = try OtherProgram(display) }

    func act() throws {
        if let open {
            try program.close(open)
            self.open = nil
        } else {
            let opened = try program.open(Churn.area, 0xFF0000)
            open = opened
            window.withLock { $0 = UInt64(opened) }
        }
    }
}

/// Fills areas in turn, all with one colour and then all with the next.
private actor Flicker: Restless {
    private let executor = ThreadExecutor(name: "flicker")
    let program: OtherProgram
    private let areas: [Rect]
    private var count = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ display: String, _ areas: [Rect]) throws {
        program = try OtherProgram(display)
        self.areas = areas
    }

    func act() throws {
        let color = UInt(count / areas.count % 8 * 30)
        try program.fill(areas[count % areas.count], with: color)
        count += 1
    }

    /// Which of the eight colours it is.
    static func number(of color: Color) -> Int { Int(color.blue) / 30 }
}

/// Gives a key another meaning, which the server tells everybody.
private actor KeymapStorm: Restless {
    private let executor = ThreadExecutor(name: "storm")
    let program: OtherProgram
    private(set) var changeCount = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(_ display: String) throws { program = try OtherProgram(display) }

    func act() throws {
        changeCount += 1
        var keysym = KeySym(0x61 + changeCount % 2)
        XChangeKeyboardMapping(program.connection.display, 250, 1, &keysym, 1)
        try program.connection.sync("changing the keyboard map")
    }
}
