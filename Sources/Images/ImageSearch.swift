import DeskwrightCShims
import DeskwrightCore

/// A place where a picture was seen, or something like it.
package struct ImageSighting: Sendable, Hashable, Codable {
    /// In screen pixels.
    package var frame: Rect
    /// From 0 to 1, which is the same to the eye: of the square of 16 pixels that differs most.
    package var similarity: Double
    /// Which of the pictures that were looked for it is, counted from 0.
    package var variant: Int

    package init(frame: Rect, similarity: Double, variant: Int) {
        self.frame = frame
        self.similarity = similarity
        self.variant = variant
    }
}

extension ImageSighting: CustomStringConvertible {
    /// As `a picture at 32x32+10+20, similarity 0.97`; never rounded up.
    package var description: String {
        let hundredths = Int((100 * similarity).rounded(.down))
        let digits = hundredths < 100 ? "0.\(hundredths < 10 ? "0" : "")\(hundredths)" : "1"
        return "a picture at \(frame), similarity \(digits)"
    }
}

/// Where pictures are on a screen.
///
/// A picture is compared pixel by pixel, and what differs is added up in squares of 16 pixels: the worst one
/// decides, so that one wrong digit counts in a large picture as much as in a small one. Differences of up
/// to 3 levels of 255 count nothing, small ones little (their square), and from 128 levels on a pixel
/// counts whole. Each whole pixel takes 1/64 off the similarity; of pictures with fewer than 256 pixels,
/// 4 / their number. So 0.95, with which three such pixels pass, finds a picture whose edges are drawn a
/// little differently, and neither another digit nor the same shape in another colour.
package enum ImageSearch {
    /// What is found unless another similarity is wanted.
    package static let usualSimilarity = 0.95
    /// No more places than these are told: a picture without detail may be everywhere.
    package static let sightingCountMax = 100
    /// Below it nothing is evidence of anything.
    private static let leastSimilarity = 0.4

    /// Finds all places of a picture, best first; of those that overlap only the best.
    ///
    /// - Parameters:
    ///   - variants: Looks of the same thing. Where several are, the most similar counts.
    ///   - area: The part of the frame in which a place must lie wholly, in pixels.
    ///   - frame: The screen.
    ///   - similarity: From 0 to 1, which takes only what looks the same.
    /// - Returns: At most ``sightingCountMax`` places, equal ones from the top down.
    package static func sightings(
        of variants: [ImagePattern], in area: Rect, of frame: Frame,
        similarity: Double = usualSimilarity
    ) -> [ImageSighting] {
        sightings(of: variants, in: area, of: frame, similarity, countMax: sightingCountMax)
    }

    /// Looks in one area after the other, and tells what is in the first one that has any: the
    /// neighbourhood of a recorded place before the whole screen.
    ///
    /// - Parameters:
    ///   - variants: Looks of the same thing.
    ///   - areas: Parts of the frame in pixels, the likeliest first.
    ///   - frame: The screen.
    ///   - similarity: From 0 to 1.
    /// - Returns: As from ``sightings(of:in:of:similarity:)`` for one area.
    package static func sightings(
        of variants: [ImagePattern], inFirstOf areas: [Rect], of frame: Frame,
        similarity: Double = usualSimilarity
    ) -> [ImageSighting] {
        for area in areas {
            let found = sightings(of: variants, in: area, of: frame, similarity: similarity)
            if !found.isEmpty { return found }
        }
        return []
    }

    /// What is most like a picture that is nowhere: evidence for the person who made it.
    ///
    /// Takes some ten times as long as the search.
    ///
    /// - Parameters:
    ///   - variants: Looks of the same thing.
    ///   - area: A part of the frame in pixels.
    ///   - frame: The screen.
    /// - Returns: At most three places, best first; none that are hardly alike.
    package static func nearest(
        to variants: [ImagePattern], in area: Rect, of frame: Frame
    ) -> [ImageSighting] {
        sightings(of: variants, in: area, of: frame, leastSimilarity, countMax: 3)
    }

    private static func sightings(
        of variants: [ImagePattern], in area: Rect, of frame: Frame, _ similarity: Double,
        countMax: Int
    ) -> [ImageSighting] {
        let slack = Int(CSHIMS_PICTURE_SLACK)
        guard let screen = PixelArea(area, of: frame, slack: slack) else { return [] }
        let all = variants.enumerated().flatMap { variant, pattern in
            matches(of: pattern, in: screen, similarity, countMax: countMax).map { match in
                ImageSighting(
                    frame: Rect(
                        x: screen.frame.x + Int(match.x), y: screen.frame.y + Int(match.y),
                        width: pattern.size.width, height: pattern.size.height),
                    similarity: pattern.similarity(of: match.cost), variant: variant)
            }
        }
        guard variants.count > 1 else { return all }
        return Array(best(of: all).prefix(countMax))
    }

    private static func matches(
        of pattern: ImagePattern, in screen: PixelArea, _ similarity: Double, countMax: Int
    ) -> [cshims_match] {
        [cshims_match](unsafeUninitializedCapacity: countMax) { buffer, count in
            screen.pixels.withUnsafeBufferPointer { area in
                pattern.pixels.withUnsafeBufferPointer { pixels in
                    count = cshims_find_picture(
                        picture(area, screen.size), picture(pixels, pattern.size),
                        pattern.cost(of: similarity), buffer.baseAddress!, countMax)
                }
            }
        }
    }

    private static func picture(
        _ pixels: UnsafeBufferPointer<UInt8>, _ size: Size
    ) -> cshims_picture {
        cshims_picture(
            pixels: pixels.baseAddress!, width: UInt32(size.width), height: UInt32(size.height))
    }

    /// Of places that overlap only the most similar one.
    private static func best(of sightings: [ImageSighting]) -> [ImageSighting] {
        // The order of equal ones is that of the variants, and in each from the top down.
        let ordered = sightings.enumerated().sorted {
            ($1.element.similarity, $0.offset) < ($0.element.similarity, $1.offset)
        }
        var kept: [ImageSighting] = []
        for (_, sighting) in ordered
        where !kept.contains(where: { !$0.frame.intersection(sighting.frame).isEmpty }) {
            kept.append(sighting)
        }
        return kept
    }
}
