import DeskwrightCore
import DeskwrightTaskFiles
import Foundation
import Testing

/// What a file cannot talk the reader into.
@Suite struct YAMLBoundsTests {
    /// The first line of what is reported about a text; every value in it is visited.
    private func refusal(_ text: String) -> String {
        let report = faults(in: text) { visited($0) }
        return report.split(separator: "\n").first.map(String.init) ?? "accepted"
    }

    private func visited(_ value: YAMLValue) -> Int? {
        switch value.kind {
        case .scalar, .nothing, nil: 1
        case .list: value.list()?.reduce(1) { $0 + (visited($1) ?? 0) }
        case .map: value.entries()?.reduce(1) { $0 + (visited($1.value) ?? 0) }
        }
    }

    /// Ten levels of aliases, nine of each in the next: more than a thousand million values.
    private func bomb(lastLine: (String) -> String) -> String {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        for level in 1..<10 {
            let nine = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            lines.append("a\(level): &a\(level) [\(nine)]")
        }
        return (lines + [lastLine("*a9")]).joined(separator: "\n") + "\n"
    }

    @Test func aliasesAreFollowed() throws {
        let text = "a: &shared {b: 1}\nc: [*shared, *shared]\nd: &shared 7\ne: *shared\n"
        #expect(try YAMLFile.parse(text: text, path: "x.yaml") { visited($0) } == 10)
    }

    @Test func aBombOfAliasesIsRefused() {
        let expected = "x.yaml:1:1: error: more than 50000 values, aliases followed"
        #expect(refusal(bomb { "last: \($0)" }) == expected)
    }

    @Test func aBombOfAliasesInKeysIsRefused() {
        let expected = "x.yaml:1:1: error: more than 50000 values, aliases followed"
        #expect(refusal(bomb { "? [\($0)]\n: 1\n\($0) : 2" }) == expected)
    }

    @Test(arguments: [65, 900, 5000, 200_000])
    func deepNestingIsRefused(depth: Int) {
        let lists = refusal(String(repeating: "[", count: depth) + "\n")
        #expect(lists.hasPrefix("x.yaml:"))
        let closed =
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        #expect(refusal(closed).hasPrefix("x.yaml:1:"))
        #expect(refusal(String(repeating: "- ", count: depth) + "x\n").hasPrefix("x.yaml:1:"))
    }

    @Test func nestingThroughAliasesCounts() {
        var lines = ["l0: &l0 [x]"]
        for level in 1...70 { lines.append("l\(level): &l\(level) [*l\(level - 1)]") }
        let expected = "x.yaml:63:12: error: nested more than 64 levels deep"
        #expect(refusal(lines.joined(separator: "\n")) == expected)
    }

    @Test func aFileLargerThanAMebibyteIsRefused() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("large-\(UUID().uuidString).yaml").path
        try Data(repeating: UInt8(ascii: "#"), count: (1 << 20) + 1)
            .write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let error = #expect(throws: FileFaults.self) { try YAMLFile.read(path: path) { _ in 1 } }
        #expect(error?.faults.first?.message == "the file is larger than 1 MiB")
    }

    @Test func aPipeIsNotWaitedFor() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("pipe-\(UUID().uuidString)").path
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let error = #expect(throws: FileFaults.self) { try YAMLFile.read(path: path) { _ in 1 } }
        #expect(error?.faults.first?.message == "this is not a regular file")
    }

    @Test func manyFaultsAreCutOff() {
        let items = (1...300).map { "k\($0): 1" }.joined(separator: "\n")
        let report = faults(in: items) { $0.fields(["a"]).map { _ in 1 } }
        #expect(report.components(separatedBy: "error:").count == 101)
    }
}
