import DeskwrightCore

/// What a picture is taken of; the picture has exactly its size.
public enum CaptureArea: Sendable, Hashable {
    /// The whole screen, all monitors.
    case screen
    /// A monitor by its name, such as `HDMI-1`, or else by its number from 0 in the order of
    /// ``X11Desktop/monitors()``.
    case monitor(String)
    /// A window's own pixels, also where others cover it or the screen ends, with its window manager's
    /// frame or without.
    case window(id: UInt64, withFrame: Bool)
    /// The window with this title, else the topmost one with these words in its title.
    case windowTitled(String, withFrame: Bool)
    /// A part of the screen, wholly inside it.
    case region(Rect)
}
