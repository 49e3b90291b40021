import Foundation
import Testing

/// The pages beside the sources.
struct DocumentationTests {
    private static let package = "Examples/OwnPlanner"

    /// Code in a page is built and run: it stands in the example, word for word.
    @Test func codeInTheArticlesIsTheExamples() throws {
        let files = try Repository.swiftFiles(under: Self.package + "/Sources")
        let examples = try (files + [Self.package + "/Package.swift"])
            .map { unindented(try Repository.text(of: $0)) }
        let articles = try Repository.files(under: "Sources").filter { $0.hasSuffix(".md") }
        var blockCount = 0
        for article in articles {
            for block in try codeBlocks(in: Repository.text(of: article)) {
                #expect(
                    examples.contains { $0.contains(unindented(block)) },
                    "\(article) has code that is in no example:\n\(block)")
                blockCount += 1
            }
        }
        #expect(blockCount > 0)
    }

    private func codeBlocks(in text: String) -> [Substring] {
        let fence = "```"
        return text.split(separator: fence + "swift\n").dropFirst().compactMap { rest in
            rest.firstRange(of: fence).map { rest[..<$0.lowerBound] }
        }
    }

    /// A page shows a part as if it stood alone.
    private func unindented(_ text: some StringProtocol) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.drop { $0 == " " } }.joined(separator: "\n")
    }
}
