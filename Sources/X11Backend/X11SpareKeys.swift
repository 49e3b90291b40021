import DeskwrightCX11
import DeskwrightCore

/// Keys that mean nothing, lent to characters that the keyboard's layout does not have.
///
/// A program looks a key's meaning up when it handles the key, in the map as it is then. So nothing
/// need be waited for before a key is sent: programs are told of a change before the keys that come
/// after it, on the same connection. But a lent key keeps its meaning until all who were sent keys
/// have read them: it goes to another character only when all are lent, the oldest first, and all are
/// given back when the desktop lets go.
final class X11SpareKeys {
    /// What there is to type the beginning of a text with.
    enum Preparation {
        /// Keys for so many of its keysyms.
        case ready(count: Int, X11Keymap)
        /// No key has the first one, and none is spare.
        case noKey
        /// All keys are lent, and a program has not read what it was sent with them.
        case notRead
    }

    private let connection: X11Connection
    private let readers: X11Readers
    private let record: X11LentKeysRecord
    private let changes: X11KeymapWatch
    /// Each key that is lent with its meanings, the oldest first.
    private var lent: [(code: UInt8, keysyms: [UInt32])] = []
    /// The windows whose programs were told of the map as it is now; empty after each change of it.
    private var told: Set<DeskwrightCX11.Window> = []

    /// So often somebody else may change the map at the very moment when keys are lent.
    private static let attempts = 50

    init(_ connection: X11Connection) throws(DesktopError) {
        self.connection = connection
        readers = X11Readers(connection)
        record = X11LentKeysRecord(connection)
        changes = try X11KeymapWatch(connection)
        try takeBackAbandoned()
    }

    /// Whether somebody has changed the map since ``prepare(_:)``.
    var mapHasChanged: Bool { changes.take() }

    /// Finds or lends keys for the beginning of a text, as much of it as has keys at one time.
    func prepare(_ text: ArraySlice<UInt32>) throws(DesktopError) -> Preparation {
        for _ in 0..<X11SpareKeys.attempts {
            _ = changes.take()
            let keymap = try bestKeymap(for: text)
            let plan = X11KeyPlan(for: text, in: keymap, lent: lent.map(\.code))
            if plan.count == 0 { return .noKey }
            if plan.meanings.isEmpty { return .ready(count: plan.count, keymap) }
            if plan.takesBack, try !readers.haveRead(untilCancelled: true) { return .notRead }
            try lend(plan.meanings, in: keymap)
        }
        throw .requestFailed(
            operation:
                "lending keys while another program changes the keyboard map again and again",
            code: Int(BadAccess))
    }

    /// Notes that lent keys are about to be pressed, or may just have been.
    func noteUse() throws(DesktopError) {
        guard !lent.isEmpty else { return }
        for window in try readers.noteKeys() where told.insert(window).inserted {
            connection.tellOfKeymap(window)
        }
    }

    /// Makes all lent keys mean nothing again, at the latest when a program had its time to read
    /// what it was sent with them.
    func giveBack() throws(DesktopError) {
        guard !lent.isEmpty else { return }
        _ = try readers.haveRead(untilCancelled: false)
        try connection.alone { () throws(DesktopError) in
            forgetLost(try X11Keymap.all(of: connection)[0])
            try connection.changeKeys(
                Dictionary(uniqueKeysWithValues: lent.map { ($0.code, []) }))
            record.write([:])
        }
        lent = []
        readers.forget()
    }

    /// The group that has most of a text's beginning; the present one unless another has more.
    private func bestKeymap(for text: ArraySlice<UInt32>) throws(DesktopError) -> X11Keymap {
        let keymaps = try X11Keymap.all(of: connection)
        forgetLost(keymaps[0])
        let beginning = text.prefix(256)
        let counts = keymaps.map { $0.missingCount(of: beginning) }
        return zip(keymaps, counts).min { $0.1 < $1.1 }?.0 ?? keymaps[0]
    }

    /// Keys to which somebody else has given other meanings since are no longer ours.
    private func forgetLost(_ keymap: X11Keymap) {
        lent.removeAll { keymap.meaning(of: $0.code) != $0.keysyms }
    }

    /// Gives keys meanings, unless somebody else has done so since `keymap` was read.
    private func lend(
        _ meanings: [UInt8: [UInt32]], in keymap: X11Keymap
    ) throws(DesktopError) {
        let added = meanings.sorted { $0.key < $1.key }.map { (code: $0.key, keysyms: $0.value) }
        let lent = lent.filter { meanings[$0.code] == nil } + added
        try connection.alone { () throws(DesktopError) in
            let now = try X11Keymap.all(of: connection)[0]
            let isUnchanged = meanings.keys.allSatisfy {
                now.meaning(of: $0) == keymap.meaning(of: $0)
            }
            guard isUnchanged else { return }
            record.write(Dictionary(uniqueKeysWithValues: lent.map { ($0.code, $0.keysyms) }))
            try connection.changeKeys(meanings)
            self.lent = lent
            told = []
        }
    }

    /// Makes the keys that a crashed connection had lent mean nothing again, but for such as have got
    /// another meaning since.
    private func takeBackAbandoned() throws(DesktopError) {
        guard record.isThere else { return }
        try connection.alone { () throws(DesktopError) in
            let abandoned = record.takeAbandoned()
            let keymap = try X11Keymap.all(of: connection)[0]
            let codes = abandoned.filter { keymap.meaning(of: $0.code).first == $0.keysym }
                .map(\.code)
            try connection.changeKeys(
                Dictionary(codes.map { ($0, []) }, uniquingKeysWith: { first, _ in first }))
        }
    }
}

extension Duration {
    /// Rounded up, so that a wait is never cut to nothing.
    var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return Int(seconds) * 1000
            + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
