import DeskwrightTestSupport
import Testing

@testable import DeskwrightMockBackend

struct TextBufferTests {
    /// Whatever is edited, the lines are those that the text has.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func theLinesFollowEveryEdit(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var buffer = TextBuffer(
            ["", "\n", "one\ntwo\r\n\nthree"].randomElement(using: &random) ?? "")
        for _ in 0..<60 {
            let length = buffer.characters.count
            buffer.place(caret: Int.random(in: 0...length, using: &random))
            buffer.place(
                caret: Int.random(in: 0...length, using: &random),
                extending: Bool.random(using: &random))
            switch Int.random(in: 0..<4, using: &random) {
            case 0: buffer.deleteBackward()
            case 1: buffer.deleteForward()
            case _:
                buffer.insert(
                    ["a", "\n", "x\ny\n", "\u{301}", "\t"].randomElement(using: &random) ?? "")
            }
            let lines = buffer.lines.map { String(buffer.characters[$0]) }
            #expect(
                lines
                    == buffer.text.split(separator: "\n", omittingEmptySubsequences: false).map(
                        String.init))
        }
    }
}
