import DeskwrightCX11
import DeskwrightCore

/// Something that has pixels: the screen, a window or a pixmap.
struct X11PixelSource {
    let drawable: Drawable
    let visual: X11Visual

    /// The root window, whose picture holds all windows on it but not the pointer.
    static func screen(of connection: X11Connection) -> X11PixelSource {
        let (display, screen) = (connection.display, connection.screen)
        return X11PixelSource(
            drawable: connection.root,
            visual: X11Visual(
                pointer: XDefaultVisual(display, screen), depth: XDefaultDepth(display, screen),
                colormap: XDefaultColormap(display, screen)))
    }
}

/// What pixels of a drawable mean.
struct X11Visual {
    let pointer: UnsafeMutablePointer<Visual>?
    let depth: Int32
    let colormap: Colormap

    /// Whether programs can give pixel values other colours.
    var hasChangingColors: Bool {
        guard let kind = pointer?.pointee.class else { return false }
        return kind == PseudoColor || kind == GrayScale || kind == DirectColor
    }
}
