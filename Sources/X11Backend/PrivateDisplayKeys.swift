import DeskwrightCore

/// Frees keys of a private display for characters, on a thread of its own, because Xlib blocks.
actor PrivateDisplayKeys {
    private let executor = ThreadExecutor(name: "keys")

    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Makes keys that no program on a display of its own needs mean nothing, so that they can be lent.
    func free(display: String, authority: String) throws(DesktopError) {
        let connection = try X11Connection(display: display, authority: authority)
        try connection.alone { () throws(DesktopError) in
            let codes = try X11Keymap.all(of: connection)[0].dispensableCodes
            try connection.changeKeys(Dictionary(uniqueKeysWithValues: codes.map { ($0, []) }))
        }
    }
}
