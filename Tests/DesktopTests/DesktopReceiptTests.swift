import DeskwrightCore
import DeskwrightTestSupport
import Testing

/// What the receipts of delivered actions say, on every adapter.
@Suite struct DesktopReceiptTests {
    private static let middle = Point(x: 100, y: 100)

    static let receipts: [(Action, Receipt)] = [
        (.press(["CTRL", "SHIFT", "T"]), Receipt(keyPresses: 3)),
        (.move(to: middle), Receipt(pointerEvents: 1)),
        (.click(at: middle), Receipt(pointerEvents: 3)),
        (.click(at: middle, holding: ["CTRL"]), Receipt(keyPresses: 1, pointerEvents: 3)),
        (.doubleClick(at: middle), Receipt(pointerEvents: 5)),
        (.tripleClick(at: Point(x: 200, y: 200)), Receipt(pointerEvents: 7)),
        (.type("ab\r\nc"), Receipt(keyPresses: 4, characters: 4)),
        (.type(""), Receipt()),
        (
            .type("a\u{7}b\u{85}"),
            Receipt(keyPresses: 2, characters: 2, undelivered: "\u{7}\u{85}")
        ),
        (.screenshot, Receipt()),
    ]

    @Test(arguments: Backend.allCases, receipts)
    func aReceiptCountsWhatWasSent(
        _ backend: Backend, _ sent: (action: Action, receipt: Receipt)
    ) async throws {
        try await backend.run { desktop, _ async throws in
            #expect(try await desktop.perform(sent.action) == .delivered(sent.receipt))
        }
    }

    @Test(arguments: Backend.allCases)
    func eachActionHasAReceiptOfItsOwn(_ backend: Backend) async throws {
        try await backend.run { desktop, _ async throws in
            _ = try await desktop.perform(.type("abc"))
            let click = try await desktop.perform(.click(at: DesktopReceiptTests.middle))
            #expect(click.receipt == Receipt(pointerEvents: 3))
        }
    }
}
