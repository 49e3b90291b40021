import DeskwrightCX11

/// Whose a window is: each connection to the server numbers its own within a range of its own.
///
/// - SeeAlso: X Window System Protocol, connection setup: `resource-id-base`, `resource-id-mask`.
extension X11Connection {
    /// Whether two windows were made over one connection to the server.
    func haveOneOwner(_ one: DeskwrightCX11.Window, _ other: DeskwrightCX11.Window) -> Bool {
        (one ^ other) & ~idMask == 0
    }

    /// Something that this connection has made.
    var ownID: XID { XGContextFromGC(XDefaultGC(display, screen)) }

    /// The bits by which numbers of one connection differ.
    func askForIDMask() -> XID {
        var count: Int32 = 0
        var clients: UnsafeMutablePointer<XResClient>?
        defer { if let clients { XFree(clients) } }
        // Without the extension: what servers have unless they are told to serve more clients.
        guard XResQueryClients(display, &count, &clients) != 0, count > 0, let clients else {
            return 0x1F_FFFF
        }
        return clients.pointee.resource_mask
    }
}
