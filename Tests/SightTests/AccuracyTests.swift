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

    @Test(arguments: [("apps of the workflows", 700, 0.97), (nil, 1000, 0.98)])
    func nearlyAllLabelsAreFoundWhereAPersonReadsThem(
        group: String?, least: Int, share: Double
    ) throws {
        let scores = try Self.scores.get().filter { group == nil || $0.picture.group == group }
        let labels = sum(of: scores, isLabel: true)
        #expect(labels.all > least)
        #expect(
            Double(labels.found) >= share * Double(labels.all),
            "\(labels.found) of \(labels.all)\n\(table(scores))")
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
        let groups = Set(scores.map(\.picture.group)).sorted()
        for group in groups {
            text += sums(group, scores.filter { $0.picture.group == group })
        }
        return text + sums("all", scores)
    }

    private func sums(_ name: String, _ scores: [PictureScore]) -> String {
        let shares = [true, false].map { PageTable.share(sum(of: scores, isLabel: $0)) }
        return "| \(name) | \(shares[0]) | \(shares[1]) | |\n"
    }

    private func sum(of scores: [PictureScore], isLabel: Bool) -> (all: Int, found: Int) {
        scores.map { $0.count(ofLabels: isLabel) }
            .reduce((all: 0, found: 0)) { ($0.all + $1.all, $0.found + $1.found) }
    }
}
