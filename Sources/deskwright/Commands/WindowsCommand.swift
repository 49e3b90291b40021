import ArgumentParser
import DeskwrightCore
import DeskwrightX11Backend
import Foundation

struct WindowsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "windows",
        abstract: "List the windows of a screen from the topmost down, or do something with one.",
        discussion: """
            A window is named by its number or by words of its title; of several it is the \
            topmost. What is asked for is done in the order focus, raise, move, close, and \
            looked at: the command ends when it is so.

            EXAMPLES
              deskwright windows
              deskwright windows --display :1 --json
              deskwright windows --display :1 Mousepad --focus
              deskwright windows --display :1 0x1c00007 --raise --move 100,60

            EXIT CODES
              0 listed, or done   1 the window manager has it otherwise   2 usage
              3 no such display or window
            """)

    @Argument(help: ArgumentHelp("The window.", valueName: "id|title"))
    var window: String?

    @Flag(help: "Give it the keyboard; a minimised one is shown first.")
    var focus = false

    @Flag(name: .customLong("raise"), help: "Put it above the others.")
    var isRaised = false

    @Option(
        name: .customLong("move"),
        help: ArgumentHelp(
            "Put what its program draws at a point; as --move=-5,9 left of 0.", valueName: "x,y"))
    var place: ScreenPlace?

    @Flag(help: "Ask it to close, as its close button would.")
    var close = false

    @Flag(help: "Print JSON.")
    var json = false

    @Option(
        help: """
            The display; for a list alone $DISPLAY unless said, else never. (env: DESKWRIGHT_DISPLAY)
            """)
    var display: String?

    func validate() throws {
        guard window != nil || !changes else {
            throw ValidationError("name the window that is to be changed")
        }
    }

    private var changes: Bool { focus || isRaised || place != nil || close }

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        let name =
            display ?? environment["DESKWRIGHT_DISPLAY"] ?? (changes ? nil : environment["DISPLAY"])
        guard let name, !name.isEmpty else {
            throw UsageError.noDisplay(environment)
        }
        let desktop = try await X11Desktop.connect(to: name)
        guard let window else { return show(try await desktop.allWindows()) }
        let id = try await number(of: window, on: desktop)
        if focus { try await desktop.focus(window: id) }
        if isRaised { try await desktop.raise(window: id) }
        if let place { try await desktop.move(window: id, to: place.point) }
        if close { return try await desktop.close(window: id) }
        let found = try await desktop.allWindows().filter { $0.id == id }
        if found.isEmpty, !changes { throw DesktopError.windowGone(id: id) }
        show(found)
    }

    private func number(of window: String, on desktop: X11Desktop) async throws -> UInt64 {
        if let id = windowNumber(window) { return id }
        return try await desktop.allWindows().titled(window).id
    }

    private func show(_ windows: [WindowInfo]) {
        let table = WindowTable(windows: windows.reversed())
        if json { Terminal.output.show(json: table.windows, pretty: true) } else { table.show() }
    }
}

/// A point as `x,y`.
struct ScreenPlace: ExpressibleByArgument {
    var point: Point

    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false)
            .map { Int($0) }
        guard numbers.count == 2, let x = numbers[0], let y = numbers[1] else { return nil }
        point = Point(x: x, y: y)
    }
}
