import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import Foundation

@testable import DeskwrightSight

/// A picture of `fixtures/screens` with the words that a person reads in it.
struct ReadPicture {
    struct Word {
        var text: String
        /// A pixel inside it.
        var point: Point
        var isLabel: Bool
    }

    var file: String
    var about: String
    /// The heading that it stands under.
    var group: String
    var words: [Word] = []

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("fixtures/screens")

    func frame() throws -> Frame {
        try ReadPicture.frame(file)
    }

    static func frame(_ file: String) throws -> Frame {
        try PNGDecoder.decode([UInt8](Data(contentsOf: folder.appendingPathComponent(file))))
    }

    /// The pictures of `words.txt`, which says how it is written.
    static func all() throws -> [ReadPicture] {
        let text = try String(
            contentsOf: folder.appendingPathComponent("words.txt"), encoding: .utf8)
        var pictures: [ReadPicture] = []
        var group = ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
            if parts[0] == "==" {
                group = parts.dropFirst().joined(separator: " ")
            } else if parts[0] == "=" {
                pictures.append(ReadPicture(file: parts[1], about: parts[2], group: group))
            } else {
                let place = parts[1].split(separator: ",").compactMap { Int($0) }
                pictures[pictures.count - 1].words.append(
                    Word(
                        text: parts[2], point: Point(x: place[0], y: place[1]),
                        isLabel: parts[0] == "L"))
            }
        }
        return pictures
    }
}

/// How a picture was read, beside what a person reads.
struct PictureScore {
    let picture: ReadPicture
    /// Words that were not found at their places.
    private(set) var misses: [ReadPicture.Word] = []
    /// Where a word was found and nobody reads it.
    private(set) var wrongPlaces: [TextSighting] = []

    init(_ picture: ReadPicture, _ lines: [TextLine]) {
        self.picture = picture
        for word in picture.words {
            let sightings = TextTarget.words([word.text]).runs(in: lines)
            if !sightings.contains(where: { $0.frame.contains(word.point) }) { misses.append(word) }
        }
        for text in Set(picture.words.map(\.text)) {
            let points = picture.words.filter { $0.text == text }.map(\.point)
            wrongPlaces += TextTarget.words([text]).runs(in: lines)
                .filter { sighting in !points.contains { sighting.frame.contains($0) } }
        }
    }

    func count(ofLabels isLabel: Bool) -> (all: Int, found: Int) {
        let all = picture.words.count { $0.isLabel == isLabel }
        return (all, all - misses.count { $0.isLabel == isLabel })
    }
}
