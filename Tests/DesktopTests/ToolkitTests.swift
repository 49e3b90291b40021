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

    @Test(arguments: Toolkit.allCases.filter(\.pastesByControlV))
    func whatIsPastedArrivesAsItIs(in toolkit: Toolkit) async throws {
        try await withToolkitField(toolkit) { desktop, field async throws in
            let long = (0..<700).map { "\($0) \(String(repeating: "long ", count: 40))\n" }
            let texts = ["Größe: ½ señor", MixedTexts.all.joined(separator: "\n")]
            for text in toolkit.takesParts ? texts + [long.joined()] : texts {
                try await field.clear()
                try await desktop.setClipboard(text)
                #expect(try await desktop.perform(.press(["ctrl", "v"])).isDelivered)
                let arrived = try await field.text(waitingFor: text)
                #expect(Array(arrived.unicodeScalars) == Array(text.unicodeScalars))
            }
        }
    }
}

extension Toolkit {
    /// Xaw moves a page on instead, and xterm types it.
    fileprivate var pastesByControlV: Bool { self != .xaw && self != .xterm }

    /// The others are slow with long texts, or lose a part of them on a busy machine.
    fileprivate var takesParts: Bool { [.gtk3, .gtk4, .qt5, .tk].contains(self) }
}
