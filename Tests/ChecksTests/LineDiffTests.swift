import DeskwrightTestSupport
import Testing

@testable import DeskwrightChecks

@Suite struct LineDiffTests {
    @Test(arguments: [
        ("a\n", "b\n", ["@@ line 1 @@", "- a", "+ b"]),
        ("", "a\n", ["@@ line 1 @@", "+ a"]),
        ("a\nb\n", "a\n", ["@@ line 1 @@", "  a", "- b"]),
        ("a\nb", "a\nb\n", ["\\ expected has no new line at its end"]),
        ("a\n", "a \t\r\n", ["@@ line 1 @@", "- a", "+ a \\t\\r"]),
        ("a\n", "a  \n", ["@@ line 1 @@", "- a", "+ a··"]),
        (
            "1\n2\n3\n4\n5\n6\n7\n8\n", "1\nx\n3\n4\n5\n6\n7\n8\ny\n",
            [
                "@@ line 1 @@", "  1", "- 2", "+ x", "  3", "  4", "@@ line 7 @@", "  7", "  8",
                "+ y",
            ]
        ),
        ("a\nb\nc\n", "b\nc\nd\n", ["@@ line 1 @@", "- a", "  b", "  c", "+ d"]),
    ])
    func linesThatDifferAreShownWithThoseAround(
        expected: String, found: String, lines: [String]
    ) {
        let all = ["- expected", "+ found"] + lines
        #expect(LineDiff(expected, found).description == all.joined(separator: "\n"))
    }

    @Test(arguments: [3, 1500])
    func ofManyLinesTheFirstAreShown(lineCount: Int) {
        let old = (0..<lineCount).map { "old \($0)\n" }.joined()
        let new = (0..<lineCount).map { "new \($0)\n" }.joined()
        let lines = LineDiff(old, new).description.split(separator: "\n")
        let all = 2 * lineCount + 3
        #expect(lines.count == min(41, all))
        #expect(lines.last == (all > 40 ? "… and \(all - 40) more lines" : "+ new 2"))
    }

    @Test func aLongLineIsCut() {
        let description = LineDiff("a\n", String(repeating: "b", count: 300) + "\n").description
        #expect(description.hasSuffix("+ " + String(repeating: "b", count: 200) + "…"))
    }

    /// Whatever the texts are, applying what is shown to the one gives the other.
    @Test func theDifferenceLeadsFromOneToTheOther() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<2000 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                    ["a", "b", "c", ""].randomElement(using: &generator) ?? ""
                }
            }
            let joined = texts.map { lines in lines.map { $0 + "\n" }.joined() }
            guard joined[0] != joined[1] else { continue }
            let shown = LineDiff(joined[0], joined[1]).description.split(separator: "\n").dropFirst(
                2)
            let removed = shown.filter { $0.hasPrefix("- ") }.count
            let added = shown.filter { $0.hasPrefix("+ ") }.count
            #expect(texts[0].count - removed + added == texts[1].count)
            let kept = shown.filter { $0.hasPrefix("- ") || $0.hasPrefix("  ") }
            #expect(isSubsequence(kept.map { $0.dropFirst(2) }, of: texts[0]))
        }
    }

    private func isSubsequence(_ part: [Substring], of whole: [String]) -> Bool {
        var rest = whole[...]
        for line in part {
            guard let place = rest.firstIndex(where: { $0 == line }) else { return false }
            rest = rest[(place + 1)...]
        }
        return true
    }
}
