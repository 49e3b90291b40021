import DeskwrightCore
import DeskwrightSight
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
        try PageTable.hold(table(Self.scores.get()), as: "figures")
    }

    private func table(_ scores: [PictureScore]) -> String {
        var text = """
            | picture | labels found | other text found | missed |
            | --- | --- | --- | --- |

            """
        for score in scores {
            let missed = score.misses.map { "`\($0.text)`" }
            text += """
                | \(score.picture.about) | \(PageTable.share(score.count(ofLabels: true))) \
                | \(PageTable.share(score.count(ofLabels: false))) \
                | \(missed.isEmpty ? "–" : missed.joined(separator: " ")) |

                """
        }
        let sums = [true, false].map { isLabel in
            scores.map { $0.count(ofLabels: isLabel) }
                .reduce((all: 0, found: 0)) { ($0.all + $1.all, $0.found + $1.found) }
        }
        return text + "| all | \(PageTable.share(sums[0])) | \(PageTable.share(sums[1])) | |\n"
    }
}
