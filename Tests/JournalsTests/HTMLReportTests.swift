import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightJournals

@Suite struct HTMLReportTests {
    private func report(of sample: SampleRun) async throws -> String {
        try await withTemporaryFolder { runs in
            let folder = try await sample.write(in: runs)
            return try #require(text(ofFile: folder.path + "/report.html"))
        }
    }

    @Test func aReportIsAsRecorded() async throws {
        expectSnapshot(of: try await report(of: SampleRun()), named: "report.html")
    }

    @Test func aKilledRunsReportSaysSo() {
        let run = RecordedRun(
            folder: "/runs/20261123-235501-note", task: "",
            lines: [JournalLine(seconds: 2, event: .told("look"))], faults: ["It is torn."])
        let page = HTMLReport.render(run, secrets: Secrets())
        #expect(page.contains("<span class=\"badge warn\">unfinished</span>"))
        #expect(page.contains("<h1>20261123-235501-note</h1>"))
        #expect(page.contains("<li>It is torn.</li>"))
    }

    @Test func eachScreenIsInTheReportOnce() async throws {
        let page = try await report(of: SampleRun())
        for picture in [TinyPicture.blue, TinyPicture.red, TinyPicture.green] {
            let base64 = Data(picture).base64EncodedString()
            #expect(page.ranges(of: base64).count == 1)
        }
    }

    @Test func aReportAsksTheNetworkForNothing() async throws {
        let page = try await report(of: SampleRun())
        #expect(page.contains("content=\"default-src &#39;none&#39;; img-src data:;"))
        for word in ["http:", "https:", "//", " src=", "@import", "url(\"", "fetch("] {
            #expect(!withoutPictures(page).contains(word), "\(word)")
        }
        #expect(page.ranges(of: "url(").count == page.ranges(of: "url(data:image/png;").count)
    }

    @Test func thePolicyLetsTheReportsOwnScriptRun() async throws {
        let page = try await report(of: SampleRun())
        let script = try #require(page.firstMatch(of: /<script>((?s).*)<\/script>/)).1
        let hash = Data(ContentAddress.digest(of: Array(script.utf8))).base64EncodedString()
        #expect(page.contains("script-src &#39;sha256-\(hash)&#39;;"))
    }

    @Test func aPictureThatIsGoneOrNoneLeavesAPlace() async throws {
        try await withTemporaryFolder { runs in
            let folder = try SampleRun().folder(in: runs)
            let text = try await folder.keep(png: Array("<script>".utf8))
            for screen in [text, "../../x", String(repeating: "0", count: 32)] {
                try await folder.append(
                    .observed(
                        .init(step: 1, screen: screen, pointer: Point(x: 0, y: 0), windows: []))
                )
                let page = HTMLReport.render(
                    try RecordedRun.read(folder: folder.path), secrets: Secrets())
                #expect(page.contains("the picture is missing"))
                #expect(!page.contains("background-image"))
            }
        }
    }

    @Test func threeHundredStepsAreOnePage() throws {
        let lines = (1...300).flatMap { step in
            [
                JournalLine(
                    seconds: Double(step),
                    event: .acted(
                        .init(
                            step: step, position: 1, action: "wait", name: "wait",
                            result: .delivered(), startedAt: Double(step))))
            ]
        }
        let page = HTMLReport.render(
            RecordedRun(folder: "/runs/a", task: "", lines: lines), secrets: Secrets())
        #expect(page.ranges(of: "<article class=\"step\"").count == 300)
        #expect(page.contains("href=\"#step-300\""))
        #expect(page.contains("<span>5 min 00 s</span>"))
    }

    private func withoutPictures(_ page: String) -> String {
        page.replacing(/(base64,|sha256-)[A-Za-z0-9+\/=]+/, with: "")
    }
}
