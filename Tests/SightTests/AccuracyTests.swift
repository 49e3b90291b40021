import DeskwrightCore
import DeskwrightSight
import Foundation
import Testing

/// Screenshots of programs of all toolkits, beside what a person reads in them.
struct AccuracyTests {
    private static let scores = Result {
        let reader = TextReader()
        return try ReadPicture.all().map { picture in
            let frame = try picture.frame()
            return PictureScore(picture, try reader.lines(of: frame, in: frame.size.bounds))
        }
    }

    @Test func nearlyAllLabelsAreFoundWhereAPersonReadsThem() throws {
        let scores = try Self.scores.get()
        let counts = scores.map { $0.count(ofLabels: true) }
        let all = counts.map(\.all).reduce(0, +)
        let found = counts.map(\.found).reduce(0, +)
        #expect(all > 300)
        #expect(100 * found >= 98 * all, "\(found) of \(all)\n\(table(scores))")
    }

    @Test func noWordIsFoundWhereItIsNot() throws {
        for score in try Self.scores.get() {
            #expect(score.wrongPlaces.isEmpty, "\(score.picture.file): \(score.wrongPlaces)")
        }
    }

    /// `UPDATE_SNAPSHOTS=1` writes it, and fails once.
    @Test func theTableOfThePageIsAsMeasured() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("docs/sight.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let marks = ("<!-- figures -->\n", "<!-- end of figures -->")
        let start = try #require(text.firstRange(of: marks.0)).upperBound
        let end = try #require(text.firstRange(of: marks.1)).lowerBound
        let measured = table(try Self.scores.get())
        guard text[start..<end] != measured else { return }
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
            try text.replacingCharacters(in: start..<end, with: measured)
                .write(to: page, atomically: true, encoding: .utf8)
        }
        Issue.record("docs/sight.md has other figures than these:\n\(measured)")
    }

    private func table(_ scores: [PictureScore]) -> String {
        var text = """
            | picture | labels found | other text found | missed |
            | --- | --- | --- | --- |

            """
        for score in scores {
            let missed = score.misses.map { "`\($0.text)`" }
            text += """
                | \(score.picture.about) | \(share(score.count(ofLabels: true))) \
                | \(share(score.count(ofLabels: false))) \
                | \(missed.isEmpty ? "–" : missed.joined(separator: " ")) |

                """
        }
        let sums = [true, false].map { isLabel in
            scores.map { $0.count(ofLabels: isLabel) }
                .reduce((all: 0, found: 0)) { ($0.all + $1.all, $0.found + $1.found) }
        }
        return text + "| all | \(share(sums[0])) | \(share(sums[1])) | |\n"
    }

    private func share(_ count: (all: Int, found: Int)) -> String {
        guard count.all > 0 else { return "–" }
        let tenths = 1000 * count.found / count.all
        return "\(count.found) of \(count.all), \(tenths / 10).\(tenths % 10) %"
    }
}
