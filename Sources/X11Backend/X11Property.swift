import DeskwrightCX11
import DeskwrightCore

/// A window's property as the server keeps it.
struct X11Property {
    let type: Atom
    /// The bytes of an 8-bit property; empty for others.
    var bytes: [UInt8] = []
    /// The numbers of a 32-bit property; empty for others.
    var numbers: [UInt] = []
}

extension X11Connection {
    /// Reads a property, or `nil` when the window or the property is not there.
    ///
    /// Deleting it after reading tells its writer that it was read.
    func property(
        _ name: String, of window: DeskwrightCX11.Window, deleting: Bool = false
    ) -> X11Property? {
        property(atom(name), of: window, deleting: deleting)
    }

    func property(
        _ property: Atom, of window: DeskwrightCX11.Window, deleting: Bool = false
    ) -> X11Property? {
        var type: Atom = 0
        var format: Int32 = 0
        var count: UInt = 0
        var rest: UInt = 0
        var data: UnsafeMutablePointer<UInt8>?
        let whole = Int(Int32.max / 4)
        let failure = XGetWindowProperty(
            display, window, property, 0, whole, deleting ? 1 : 0, Atom(AnyPropertyType),
            &type, &format, &count, &rest, &data)
        defer { if let data { XFree(data) } }
        guard failure == 0, type != 0, let data else { return nil }
        switch format {
        case 8:
            return X11Property(
                type: type, bytes: Array(UnsafeBufferPointer(start: data, count: Int(count))))
        case 32:
            // Xlib hands 32-bit items over as C longs.
            let longs = UnsafeRawBufferPointer(
                start: data, count: Int(count) * MemoryLayout<UInt>.stride)
            return X11Property(type: type, numbers: Array(longs.bindMemory(to: UInt.self)))
        default:
            return X11Property(type: type)
        }
    }

    /// The text of a property: UTF-8, Latin-1 or compound text.
    func text(_ name: String, of window: DeskwrightCX11.Window) -> String? {
        property(name, of: window).flatMap(text)
    }

    /// The text that a property holds; `nil` when its type is not one of text.
    func text(in property: X11Property) -> String? {
        let bytes = property.bytes.prefix { $0 != 0 }
        switch property.type {
        case atom("UTF8_STRING"): return String(decoding: bytes, as: UTF8.self)
        case atom("STRING"):
            return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        case atom("COMPOUND_TEXT"): return convert(compoundText: Array(bytes))
        default: return nil
        }
    }

    private func convert(compoundText bytes: [UInt8]) -> String? {
        var bytes = bytes + [0]
        let type = atom("COMPOUND_TEXT")
        var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        var count: Int32 = 0
        bytes.withUnsafeMutableBufferPointer { buffer in
            var property = XTextProperty(
                value: buffer.baseAddress, encoding: type, format: 8,
                nitems: UInt(buffer.count - 1))
            Xutf8TextPropertyToTextList(display, &property, &list, &count)
        }
        guard let list else { return nil }
        defer { XFreeStringList(list) }
        return count > 0 ? list[0].map { String(cString: $0) } : nil
    }
}
