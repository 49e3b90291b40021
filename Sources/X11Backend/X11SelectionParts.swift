import DeskwrightCX11
import DeskwrightCore

/// Hands texts over to programs that asked for them, large ones in parts.
///
/// - SeeAlso: ICCCM 2.0, section 2.7.2 (INCR).
final class X11SelectionParts {
    /// A large text on its way.
    private struct Handover {
        let requestor: DeskwrightCX11.Window
        let property: Atom
        let type: String
        var rest: ArraySlice<UInt8>
    }

    private let connection: X11Connection
    private var handovers: [Handover] = []

    /// The most bytes of one part; every server takes requests of twice the size.
    private static let partBytes = 128 << 10

    init(_ connection: X11Connection) {
        self.connection = connection
    }

    /// Writes bytes into a property, or announces them when they are many.
    ///
    /// - Returns: `false` when the program that asked is gone.
    func hand(
        over bytes: [UInt8], _ type: String, into property: Atom,
        of requestor: DeskwrightCX11.Window
    ) -> Bool {
        guard bytes.count > X11SelectionParts.partBytes else {
            connection.put(bytes, type, into: property, of: requestor)
            return true
        }
        let isThere: Void? = try? connection.checked("announcing a large text") {
            XSelectInput(
                connection.display, requestor, PropertyChangeMask | StructureNotifyMask)
            connection.put(numbers: [UInt(bytes.count)], "INCR", into: property, of: requestor)
        }
        guard isThere != nil else { return false }
        handovers.removeAll { $0.requestor == requestor && $0.property == property }
        handovers.append(
            Handover(requestor: requestor, property: property, type: type, rest: bytes[...]))
        return true
    }

    /// A program took what was in its property: here is the next part, an empty one at the end.
    func goOn(_ event: XPropertyEvent) {
        guard event.state == PropertyDelete,
            let index = handovers.firstIndex(where: {
                $0.requestor == event.window && $0.property == event.atom
            })
        else { return }
        let handover = handovers[index]
        let part = handover.rest.prefix(X11SelectionParts.partBytes)
        connection.put(Array(part), handover.type, into: event.atom, of: event.window)
        if part.isEmpty {
            handovers.remove(at: index)
            leaveAlone(event.window)
        } else {
            handovers[index].rest = handover.rest.dropFirst(part.count)
        }
    }

    /// A program that is gone takes nothing more.
    func forget(_ requestor: DeskwrightCX11.Window) {
        handovers.removeAll { $0.requestor == requestor }
    }

    private func leaveAlone(_ requestor: DeskwrightCX11.Window) {
        if handovers.contains(where: { $0.requestor == requestor }) { return }
        XSelectInput(connection.display, requestor, NoEventMask)
    }
}

extension X11Connection {
    /// Sets a property of bytes.
    func put(
        _ bytes: [UInt8], _ type: String, into property: Atom, of window: DeskwrightCX11.Window
    ) {
        XChangeProperty(
            display, window, property, atom(type), 8, PropModeReplace, bytes, Int32(bytes.count))
    }

    /// Sets a property of 32-bit numbers, which Xlib wants as C longs.
    func put(
        numbers: [UInt], _ type: String, into property: Atom, of window: DeskwrightCX11.Window
    ) {
        numbers.withUnsafeBytes { bytes in
            _ = XChangeProperty(
                display, window, property, atom(type), 32, PropModeReplace,
                bytes.bindMemory(to: UInt8.self).baseAddress, Int32(numbers.count))
        }
    }
}
