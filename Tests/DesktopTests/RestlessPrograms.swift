import DeskwrightCX11
import DeskwrightCore
import Synchronization

@testable import DeskwrightX11Backend

/// A program on a thread of its own that does one thing over and over until it is cancelled.
protocol Restless: Actor {
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
actor Churn: Restless {
    static let area = Rect(x: 20, y: 20, width: 100, height: 80)
    /// The one that is open, or was the last; it is read without waiting for the program's turn.
    nonisolated let window = Mutex<UInt64>(0)
    private let executor = ThreadExecutor(name: "churn")
    let program: OtherProgram
    private var open: DeskwrightCX11.Window?

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
actor Flicker: Restless {
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
actor KeymapStorm: Restless {
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
