import DeskwrightCX11
import DeskwrightCore

/// Knows which rows of a window were drawn on since it was last asked.
///
/// The server adds up the damage of all windows inside, also where one comes, goes or moves.
///
/// - SeeAlso: Damage extension 1.1, `DamageSubtract`; XFixes extension, `FetchRegion`.
final class X11DrawnRows {
    private let connection: X11Connection
    private let damage: Damage
    private let region: XserverRegion

    /// Starts to watch; `nil` when the server lacks the extensions. Nothing is damaged yet.
    init?(_ connection: X11Connection, of window: DeskwrightCX11.Window) {
        var firstEvent: Int32 = 0
        var firstError: Int32 = 0
        let display = connection.display
        guard XDamageQueryExtension(display, &firstEvent, &firstError) != 0,
            XFixesQueryExtension(display, &firstEvent, &firstError) != 0
        else { return nil }
        self.connection = connection
        damage = XDamageCreate(display, window, XDamageReportNonEmpty)
        region = XFixesCreateRegion(display, nil, 0)
        XDamageSubtract(display, damage, 0, 0)
    }

    deinit {
        XDamageDestroy(connection.display, damage)
        XFixesDestroyRegion(connection.display, region)
    }

    /// Forgets what was drawn so far, as before a whole picture is read.
    func forget() {
        XDamageSubtract(connection.display, damage, 0, 0)
    }

    /// The rows that were drawn on since the last call, as ranges in no order, which may overlap.
    func take(_ operation: String) throws(DesktopError) -> [Range<Int>] {
        XDamageSubtract(connection.display, damage, 0, region)
        var count: Int32 = 0
        let list = XFixesFetchRegion(connection.display, region, &count)
        try connection.alive(operation)
        guard let list else { throw .requestFailed(operation: operation, code: Int(BadAlloc)) }
        defer { XFree(list) }
        return UnsafeBufferPointer(start: list, count: Int(count)).map {
            Int($0.y)..<(Int($0.y) + Int($0.height))
        }
    }
}
