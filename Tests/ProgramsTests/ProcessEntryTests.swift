import DeskwrightTestSupport
import Testing

@testable import DeskwrightPrograms

@Suite struct ProcessEntryTests {
    @Test(arguments: [
        ("42 (sh) S 1 40 39 0 -1", "sh", false), ("42 (a b) Z 1 40 39 0", "a b", true),
        ("42 (x) S 9 (y) R 1 40 39", "x) S 9 (y", false), ("42 () X 1 40 39", "", true),
        ("42 (größer) D 1 40 39\n", "größer", false),
    ])
    func aLineOfProcIsRead(line: String, name: String, isZombie: Bool) throws {
        let entry = try #require(ProcessEntry(stat: line))
        #expect(entry.processID == 42)
        #expect(entry.name == name)
        #expect(entry.parentID == 1)
        #expect(entry.groupID == 40)
        #expect(entry.sessionID == 39)
        #expect(entry.isZombie == isZombie)
    }

    @Test(arguments: [
        "", "42", "42 (sh", "42 sh) S 1 2", ") (", "42 (sh) S", "42 (sh) S 1 2", "x (sh) S 1 2 3",
    ])
    func aLineThatIsNoneIsNotRead(line: String) {
        #expect(ProcessEntry(stat: line) == nil)
    }

    @Test func noLineCrashesTheReader() {
        var generator = SeededGenerator(seed: 7)
        let pieces = ["(", ")", " ", "-1", "Z", "99999999999", "\u{0}", "ß", ""]
        var readCount = 0
        for _ in 0..<2000 {
            var line = "42 (sh) S 1 40 39 0".map(String.init)
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                line[Int.random(in: line.indices, using: &generator)] =
                    pieces.randomElement(using: &generator) ?? ""
            }
            if ProcessEntry(stat: line.joined()) != nil { readCount += 1 }
        }
        #expect((1..<2000).contains(readCount))
    }

    @Test(arguments: [
        ("A=1\0DESKWRIGHT_RUN=7-a\0", true), ("DESKWRIGHT_RUN=7-a", true),
        ("DESKWRIGHT_RUN=7-ab\0", false), ("X=DESKWRIGHT_RUN=7-a\0", false),
        ("ADESKWRIGHT_RUN=7-a\0", false), ("", false),
    ])
    func aMarkerIsAWholeEntry(environment: String, isMarked: Bool) {
        #expect(RunMarker(value: "7-a").isIn(environment: Array(environment.utf8)) == isMarked)
    }

    @Test func everyRunHasAMarkerOfItsOwn() {
        #expect(Set((0..<100).map { _ in RunMarker.unique() }).count == 100)
    }
}
