import DeskwrightCX11
import DeskwrightCore

/// A part of the screen that is shown on a device of its own.
public struct Monitor: Sendable, Hashable, CustomStringConvertible {
    /// As the server calls it, such as `HDMI-1`.
    public let name: String
    /// In screen pixels.
    public let area: Rect

    public var description: String { "\(name) \(area)" }
}

extension X11Connection {
    /// The monitors that are on, in the order of `xrandr --listmonitors`.
    ///
    /// - SeeAlso: X Resize, Rotate and Reflect extension 1.5, `RRGetMonitors`.
    func monitors() throws(DesktopError) -> [Monitor] {
        var major: Int32 = 0
        var minor: Int32 = 0
        var numbers: (Int32, Int32) = (0, 0)
        guard XRRQueryExtension(display, &numbers.0, &numbers.1) != 0,
            XRRQueryVersion(display, &major, &minor) != 0, (major, minor) >= (1, 5)
        else {
            try alive("asking for the monitors")
            throw .missingExtension(name: "RANDR 1.5")
        }
        var count: Int32 = 0
        let list = try checked("asking for the monitors") {
            XRRGetMonitors(display, root, 1, &count)
        }
        guard let list else { return [] }
        defer { XRRFreeMonitors(list) }
        return UnsafeBufferPointer(start: list, count: Int(count)).map { monitor in
            Monitor(
                name: name(of: monitor.name),
                area: Rect(
                    x: Int(monitor.x), y: Int(monitor.y), width: Int(monitor.width),
                    height: Int(monitor.height)))
        }
    }

    func monitor(_ name: String) throws(DesktopError) -> Monitor {
        let monitors = try monitors()
        if let named = monitors.first(where: { $0.name == name }) { return named }
        if let number = Int(name), monitors.indices.contains(number) { return monitors[number] }
        throw .noSuchMonitor(
            name: name, known: monitors.enumerated().map { "\($0.offset): \($0.element)" })
    }

    private func name(of atom: Atom) -> String {
        guard let name = XGetAtomName(display, atom) else { return "" }
        defer { XFree(name) }
        return String(cString: name)
    }
}
