import ArgumentParser
import DeskwrightCore
import DeskwrightX11Backend

/// What `shot` takes a picture of.
struct CaptureOptions: ParsableArguments {
    @Option(help: "One monitor: its name, or its number from 0.")
    var monitor: String?

    @Option(
        help: ArgumentHelp(
            "One window, also where others cover it: its number, or words of its title.",
            valueName: "id|title"))
    var window: String?

    @Flag(help: "With --window: its window manager's frame too.")
    var frame = false

    @Option(
        help: ArgumentHelp("A part of the screen, in pixels.", valueName: "WxH+X+Y"))
    var region: String?

    func area() throws(UsageError) -> CaptureArea {
        guard [monitor, window, region].count(where: { $0 != nil }) <= 1 else {
            throw UsageError(
                "--monitor, --window and --region exclude each other", hint: "give one of them")
        }
        guard !frame || window != nil else {
            throw UsageError(
                "--frame goes with --window", hint: "name a window, or leave --frame away")
        }
        if let monitor { return .monitor(monitor) }
        if let window {
            if let id = windowNumber(window) { return .window(id: id, withFrame: frame) }
            return .windowTitled(window, withFrame: frame)
        }
        guard let region else { return .screen }
        guard let rect = rect(region) else {
            throw UsageError(
                "\(quoted(region)) is not a region",
                hint: "write width, height and the top left corner, as in 400x300+20+10")
        }
        return .region(rect)
    }

    private func rect(_ text: String) -> Rect? {
        let parts = text.split(separator: "+", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        let numbers =
            (parts[0].split(separator: "x", omittingEmptySubsequences: false) + parts[1...])
            .compactMap { Int32($0) }.map(Int.init)
        guard numbers.count == 4 else { return nil }
        return Rect(x: numbers[2], y: numbers[3], width: numbers[0], height: numbers[1])
    }
}

/// A window's number as `xwininfo` and `xdotool` write it: `0x1c00007` or `29360135`.
func windowNumber(_ text: String) -> UInt64? {
    text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
}
