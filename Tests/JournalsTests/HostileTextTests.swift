import DeskwrightCore
import Foundation
import Testing

@testable import DeskwrightJournals

@Suite struct HostileTextTests {
    static let texts = [
        "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>", "' onmouseover='alert(1)", "\" autofocus onfocus=\"alert(1)",
        "</style><style>*{background:url(https://example.test)}</style>", "--><script>", "<!--",
        "]]><script>", "</title><base href=//example.test>", "<plaintext>", "\u{0}<\u{0}script>",
        "&lt;script&gt;&#60;b&#62;", "<a href=javascript:alert(1)>", "\u{202E}\u{2066}gpj.exe",
        "<scr\u{0}ipt>", "＜script＞", "\\u003cscript\\u003e", "${{ secrets.X }}", "{\"event\":",
    ]

    @Test(arguments: texts)
    func aHostileTextStaysAText(text: String) async throws {
        try await withTemporaryFolder { runs in
            let folder = try await SampleRun(text: text).write(in: runs)
            let calm = try await SampleRun().write(in: "\(runs)/calm")
            let page = try report(folder)
            // The same tags with the same attributes in the same order as for a harmless run.
            #expect(skeleton(page) == skeleton(try report(calm)))
            #expect(page.contains(HTML.escaped(text)))
            #expect(!page.contains("\u{202E}") && !page.contains("\u{0}"))
        }
    }

    @Test func aHostileFileIsNotShownAsAPicture() {
        let png = TinyPicture.blue
        #expect(ReportScreens.size(ofPNG: png) == Size(width: 64, height: 40))
        #expect(ReportScreens.size(ofPNG: Array(png.prefix(30))) == nil)
        #expect(ReportScreens.size(ofPNG: Array("<svg onload=alert(1)>".utf8) + png) == nil)
        var huge = png
        huge.replaceSubrange(16..<20, with: [255, 255, 255, 255])
        #expect(ReportScreens.size(ofPNG: huge) == nil)
    }

    @Test(arguments: [Int.min, Int.max, -1, 1 << 40])
    func aHostileNumberIsNoTrap(number: Int) {
        var usage = Usage()
        usage.requests = number
        usage.inputTokens = number
        let point = Point(x: number, y: number)
        let area = Rect(x: number, y: number, width: number, height: number)
        let settled = Settled(
            atRest: true, seconds: Double(number), changedArea: area, changedPixelCount: number)
        let name = String(repeating: "0", count: 32)
        let actions = ["click", "drag", "scroll", "move", "double-click"].map { action in
            JournalEvent.acted(
                .init(
                    step: number, position: number, action: "\(action) 1 1 \(number) \(number)",
                    name: action, points: [point, Point(x: 1, y: 1), point], result: .delivered(),
                    before: name, after: name, settled: settled, startedAt: Double(number)))
        }
        let decided = JournalEvent.decided(
            .init(
                step: number, choice: "act", text: nil, summary: nil, actions: [], usage: usage,
                requestID: nil))
        let lines = ([decided, decided] + actions).map { JournalLine(seconds: -1, event: $0) }
        let story = RunStory(lines)
        let screens = ReportScreens(of: story) { (_) throws(JournalError) in TinyPicture.blue }
        let film = ReportFilmstrip(story: story, screens: screens).html().markup
        #expect(film.contains("class=\"picture s-\(name)\""))
    }

    private func report(_ folder: RunFolder) throws -> String {
        try #require(text(ofFile: folder.path + "/report.html"))
    }

    /// All that stands between `<` and `>`, without what stands in double quotes there.
    private func skeleton(_ page: String) -> String {
        var result: [UInt8] = []
        var isInTag = false
        var isInQuotes = false
        for byte in page.utf8 {
            if byte == UInt8(ascii: "<") { isInTag = true }
            if isInTag && byte == UInt8(ascii: "\"") { isInQuotes.toggle() }
            if isInTag && !isInQuotes { result.append(byte) }
            if byte == UInt8(ascii: ">") { (isInTag, isInQuotes) = (false, false) }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
