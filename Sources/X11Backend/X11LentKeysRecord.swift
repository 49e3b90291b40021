import DeskwrightCX11
import DeskwrightCore

/// The keys that are lent on a display, written down there, so that the next connection takes back
/// what a crashed one could not.
///
/// A property of the root window: for each key its owner's window, its code, and what it means now
/// on its first level, all as 32-bit numbers. The owner's window is gone when its connection is; a
/// window that later gets the same number has no such property of its own.
final class X11LentKeysRecord {
    static let name = "_DESKWRIGHT_LENT_KEYS"

    struct Entry: Hashable {
        var owner: DeskwrightCX11.Window
        var code: UInt8
        var keysym: UInt32
    }

    private let connection: X11Connection
    private var owner: DeskwrightCX11.Window?

    init(_ connection: X11Connection) {
        self.connection = connection
    }

    deinit {
        if let owner { XDestroyWindow(connection.display, owner) }
    }

    /// Whether anybody lends keys, or has died with some lent.
    var isThere: Bool { !entries().isEmpty }

    /// Writes down what this connection lends, and leaves what others lend; call it alone.
    func write(_ meanings: [UInt8: [UInt32]]) {
        let owner = owner ?? makeOwner()
        self.owner = owner
        let others = entries().filter { $0.owner != owner }
        write(
            others
                + meanings.sorted { $0.key < $1.key }.map {
                    Entry(owner: owner, code: $0.key, keysym: $0.value.first ?? 0)
                })
    }

    /// Takes the entries of connections that are gone out of the record; call it alone.
    func takeAbandoned() -> [Entry] {
        let all = entries()
        let owners = Set(all.map(\.owner))
        let gone = connection.tolerant { () throws(Never) in
            owners.filter { connection.property(X11LentKeysRecord.name, of: $0) == nil }
        }
        guard !gone.isEmpty else { return [] }
        write(all.filter { !gone.contains($0.owner) })
        return all.filter { gone.contains($0.owner) }
    }

    private func entries() -> [Entry] {
        let numbers =
            connection.property(X11LentKeysRecord.name, of: connection.root)?.numbers ?? []
        return stride(from: 0, to: numbers.count - numbers.count % 3, by: 3).compactMap {
            guard let code = UInt8(exactly: numbers[$0 + 1]) else { return nil }
            return Entry(
                owner: DeskwrightCX11.Window(numbers[$0]), code: code,
                keysym: UInt32(truncatingIfNeeded: numbers[$0 + 2]))
        }
    }

    private func write(_ entries: [Entry]) {
        let numbers = entries.flatMap { [UInt($0.owner), UInt($0.code), UInt($0.keysym)] }
        if numbers.isEmpty {
            XDeleteProperty(
                connection.display, connection.root, connection.atom(X11LentKeysRecord.name))
        } else {
            connection.set(X11LentKeysRecord.name, of: connection.root, to: numbers)
        }
    }

    private func makeOwner() -> DeskwrightCX11.Window {
        let window = connection.makeHiddenWindow()
        connection.set(X11LentKeysRecord.name, of: window, to: [UInt(window)])
        return window
    }
}

extension X11Connection {
    /// Sets a property of 32-bit numbers.
    fileprivate func set(_ name: String, of window: DeskwrightCX11.Window, to numbers: [UInt]) {
        put(numbers: numbers, "CARDINAL", into: atom(name), of: window)
    }
}
