import DeskwrightCX11
import DeskwrightCore

extension X11Camera {
    /// Reads a window's own pixels.
    ///
    /// What others cover, and what lies beyond the screen's edge, no program has drawn anywhere yet:
    /// there the window gets pixels of its own for a moment, which its program is asked to draw.
    func window(_ id: UInt64, withFrame: Bool) throws(DesktopError) -> Picture {
        do {
            let topLevel = try topLevel(of: id)
            let window = withFrame ? topLevel : DeskwrightCX11.Window(id)
            let copy = try X11WindowCopy.make(of: window, connection)
            if copy.isComplete { return try read(copy) }
            return try withOwnPixels(topLevel) { () throws(DesktopError) in
                try read(X11WindowCopy.make(of: window, connection))
            }
        } catch .requestFailed(let operation, let code) {
            // Most likely it went between two requests, which this tells.
            _ = try connection.shownAttributes(of: id)
            throw .requestFailed(operation: operation, code: code)
        }
    }

    private func read(_ copy: X11WindowCopy) throws(DesktopError) -> Picture {
        // Nobody draws on the copy: its slices are of one moment.
        try read(copy.size.bounds, of: copy.source, inSlices: true, origin: copy.origin)
    }

    /// The window around a window that is a child of the root: its window manager's frame, or itself.
    private func topLevel(of id: UInt64) throws(DesktopError) -> DeskwrightCX11.Window {
        _ = try connection.shownAttributes(of: id)
        var window = DeskwrightCX11.Window(id)
        while let parent = connection.parent(of: window), parent != connection.root, parent != 0 {
            window = parent
        }
        return window
    }
}

extension X11Connection {
    /// A window's attributes.
    ///
    /// - Throws: `windowGone`, or `windowNotShown` for one that has no pixels now.
    func shownAttributes(of id: UInt64) throws(DesktopError) -> XWindowAttributes {
        // Ids have 29 bits; Xlib would cut a larger one, and mean another window.
        let found = id < 1 << 29 ? attributes(of: DeskwrightCX11.Window(id)) : nil
        try alive("looking at a window")
        guard let found else { throw .windowGone(id: id) }
        guard found.map_state == IsViewable, found.class == InputOutput else {
            throw .windowNotShown(id: id)
        }
        return found
    }
}
