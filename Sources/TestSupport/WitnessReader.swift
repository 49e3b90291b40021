import DeskwrightCX11
import DeskwrightX11Backend

/// Asks the clipboard's owner as a program that pastes does.
///
/// - SeeAlso: ICCCM 2.0, sections 2.4 and 2.7.2.
package final class WitnessReader {
    /// What the owner gave.
    package struct Answer: Sendable, Hashable {
        package var type: String
        /// Of 32-bit numbers eight bytes each.
        package var bytes: [UInt8]
        package var isInParts = false
    }

    private let connection: X11Connection
    private let window: DeskwrightCX11.Window

    init(_ connection: X11Connection) {
        self.connection = connection
        window = XCreateSimpleWindow(
            connection.display, connection.root, -10, -10, 1, 1, 0, 0, 0)
        XSelectInput(connection.display, window, PropertyChangeMask)
    }

    /// The answer; `nil` when there is no owner, or it has not that type.
    func ask(for target: String) throws -> Answer? {
        forgetEvents()
        XConvertSelection(
            connection.display, connection.atom("CLIPBOARD"), connection.atom(target),
            connection.atom("WITNESS"), window, DeskwrightCX11.Time(CurrentTime))
        guard try next(SelectionNotify).xselection.property != 0 else { return nil }
        let first = take()
        guard first?.type == "INCR" else { return first }
        var whole = Answer(type: "", bytes: [], isInParts: true)
        while true {
            guard try next(PropertyNotify).xproperty.state == PropertyNewValue, let part = take()
            else { continue }
            if part.bytes.isEmpty { return whole }
            whole.type = part.type
            whole.bytes += part.bytes
        }
    }

    /// Asks for several types at once; `nil` for those that the owner refuses.
    func ask(forAll targets: [String]) throws -> [Answer?] {
        forgetEvents()
        let pairs = targets.enumerated().flatMap { index, target in
            [UInt(connection.atom(target)), UInt(connection.atom("WITNESS_\(index)"))]
        }
        pairs.withUnsafeBytes { bytes in
            _ = XChangeProperty(
                connection.display, window, connection.atom("WITNESS"),
                connection.atom("ATOM_PAIR"), 32, PropModeReplace,
                bytes.bindMemory(to: UInt8.self).baseAddress, Int32(pairs.count))
        }
        XConvertSelection(
            connection.display, connection.atom("CLIPBOARD"), connection.atom("MULTIPLE"),
            connection.atom("WITNESS"), window, DeskwrightCX11.Time(CurrentTime))
        _ = try next(SelectionNotify)
        let answered = take()?.bytes.withUnsafeBytes { Array($0.bindMemory(to: UInt.self)) } ?? []
        return targets.indices.map { index in
            guard answered.count == pairs.count, answered[2 * index + 1] != 0 else { return nil }
            return take("WITNESS_\(index)")
        }
    }

    /// Names of atoms that came as numbers.
    func names(in answer: Answer?) -> [String] {
        let atoms = answer?.bytes.withUnsafeBytes { Array($0.bindMemory(to: UInt.self)) } ?? []
        return atoms.map { name(of: Atom($0)) }
    }

    private func forgetEvents() {
        var event = XEvent()
        while XCheckWindowEvent(connection.display, window, PropertyChangeMask, &event) != 0 {}
    }

    /// Waits for an event of its window.
    private func next(_ type: Int32) throws -> XEvent {
        var event = XEvent()
        let end = ContinuousClock.now.advanced(by: .seconds(30))
        while XCheckTypedWindowEvent(connection.display, window, type, &event) == 0 {
            try connection.alive("pasting")
            guard ContinuousClock.now < end else { throw NoAnswer() }
            connection.waitForInput(milliseconds: 20)
        }
        return event
    }

    /// What a property holds, which is deleted.
    private func take(_ property: String = "WITNESS") -> Answer? {
        var type: Atom = 0
        var format: Int32 = 0
        var (count, rest) = (UInt(0), UInt(0))
        var data: UnsafeMutablePointer<UInt8>?
        XGetWindowProperty(
            connection.display, window, connection.atom(property), 0, 1 << 26, 1,
            Atom(AnyPropertyType), &type, &format, &count, &rest, &data)
        guard let data else { return nil }
        defer { XFree(data) }
        let length = Int(count) * (format == 32 ? MemoryLayout<UInt>.stride : 1)
        return Answer(
            type: name(of: type), bytes: Array(UnsafeBufferPointer(start: data, count: length)))
    }

    private func name(of atom: Atom) -> String {
        guard let name = XGetAtomName(connection.display, atom) else { return "" }
        defer { XFree(name) }
        return String(cString: name)
    }

    private struct NoAnswer: Error {}
}
