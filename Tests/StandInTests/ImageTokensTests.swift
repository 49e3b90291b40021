import DeskwrightCore
import Testing

@testable import DeskwrightStandIn

/// The figures follow from the rules of the guide "Images and vision".
struct ImageTokensTests {
    struct Row: Sendable {
        let size: Size
        let original: Int
        let high: Int
        let mini: Int
        let preview: Int
    }

    @Test(arguments: [
        Row(
            size: Size(width: 1024, height: 768), original: 768, high: 768, mini: 1245, preview: 581
        ),
        Row(
            size: Size(width: 1280, height: 800), original: 1000, high: 1000, mini: 1620,
            preview: 839),
        Row(
            size: Size(width: 1600, height: 900), original: 1450, high: 1450, mini: 2349,
            preview: 839),
        Row(
            size: Size(width: 1920, height: 1080), original: 2040, high: 2040, mini: 2443,
            preview: 839),
        Row(
            size: Size(width: 2560, height: 1440), original: 3600, high: 2304, mini: 2443,
            preview: 839),
        Row(
            size: Size(width: 3840, height: 2160), original: 8160, high: 2304, mini: 2443,
            preview: 839),
    ])
    func aScreenCountsAsTheGuideSays(row: Row) {
        func count(_ detail: String?, _ model: String) -> Int {
            ImageTokens.count(row.size, detail: detail, model: ModelFamily(name: model))
        }
        #expect(count("original", "gpt-5.4") == row.original)
        #expect(count("high", "gpt-5.4") == row.high)
        #expect(count(nil, "gpt-5.4") == row.high)
        #expect(count(nil, "gpt-5.5") == row.original)
        #expect(count("high", "gpt-5.4-mini") == row.mini)
        #expect(count(nil, "computer-use-preview") == row.preview)
    }

    @Test(
        arguments: [
            Size(width: 1, height: 1), Size(width: 65_535, height: 1),
            Size(width: 1, height: 65_535),
            Size(width: 9600, height: 3200),
        ], ["gpt-5.4", "gpt-5.4-mini", "gpt-5.6", "computer-use-preview"])
    func noSizeCountsForNothing(size: Size, model: String) {
        for detail in [nil, "low", "high", "original"] {
            let count = ImageTokens.count(size, detail: detail, model: ModelFamily(name: model))
            #expect(count > 0)
        }
    }
}
