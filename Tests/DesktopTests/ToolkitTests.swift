import Core
import TestSupport
import Testing
import X11Backend

/// What reaches programs of the toolkits that are in use; one after the other, as each takes a while.
@Suite(.serialized) struct ToolkitTests {
    @Test(arguments: Toolkit.allCases)
    func plainTextArrives(in toolkit: Toolkit) async throws {
        try await withToolkitField(toolkit) { desktop, field async throws in
            let text = "Hello, World! ~#{}[]|\\\"'` 0123456789\nand a second line"
            #expect(try await desktop.perform(.type(text)).isDelivered)
            #expect(try await field.text(waitingFor: text) == text)
            try await field.clear()
            #expect(try field.text() == "")
        }
    }
}
