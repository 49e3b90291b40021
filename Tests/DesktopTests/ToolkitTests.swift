import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightToolkits
import DeskwrightX11Backend
import Testing

/// What reaches programs of the toolkits that are in use; one after the other, as each takes a while.
@Suite(.serialized) struct ToolkitTests {
    @Test(arguments: Toolkit.allCases)
    func textArrivesAsItIs(in toolkit: Toolkit) async throws {
        try await withToolkitField(toolkit) { desktop, field async throws in
            let text = "Hello, World! ~#{}[]|\\\"'` 0123456789\nand a second line"
            #expect(try await desktop.perform(.type(text)).isDelivered)
            #expect(try await field.text(waitingFor: text) == text)
            for mixed in MixedTexts.all {
                try await field.clear()
                let receipt = try await desktop.perform(.type(mixed)).receipt
                #expect(receipt?.undelivered == "")
                // By scalars: an accent of its own is equal to none with the letter.
                let arrived = try await field.text(waitingFor: mixed)
                #expect(Array(arrived.unicodeScalars) == Array(mixed.unicodeScalars))
            }
        }
    }
}
