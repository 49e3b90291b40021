import DeskwrightCore
import DeskwrightImages
import Foundation
import Testing

@testable import DeskwrightJournals

@Suite struct ReportScreensTests {
    private func screens(byteCountMax: Int, file: String = "snapshots/a.png") -> ReportScreens {
        let blue = ContentAddress.name(of: TinyPicture.blue)
        let story = RunStory([
            JournalLine(
                seconds: 1,
                event: .observed(
                    .init(step: 1, screen: blue, pointer: Point(x: 0, y: 0), windows: [])))
        ])
        var screens = ReportScreens(of: story, byteCountMax: byteCountMax) {
            (_) throws(JournalError) in TinyPicture.blue
        }
        var evidence = Evidence()
        evidence.pictures = [.init(name: "actual", file: file)]
        screens.add(
            of: [evidence], screens: { (_) throws(JournalError) in [] },
            files: { (_) throws(JournalError) in TinyPicture.red })
        return screens
    }

    @Test func fewPicturesAreInThePage() {
        let screens = screens(byteCountMax: TinyPicture.blue.count + TinyPicture.red.count)
        #expect(!screens.areFiles)
        #expect(screens.style.ranges(of: "url(data:image/png;base64,").count == 2)
        #expect(!screens.style.contains(".png)"))
    }

    @Test func manyPicturesStayTheFilesThatTheyAre() {
        let screens = screens(byteCountMax: TinyPicture.blue.count + TinyPicture.red.count - 1)
        let blue = ContentAddress.name(of: TinyPicture.blue)
        #expect(screens.areFiles)
        #expect(!screens.style.contains("base64"))
        #expect(screens.style.contains("url(screens/\(blue).png)"))
        #expect(screens.style.contains("url(snapshots/a.png)"))
        #expect(screens.size(of: blue) == Size(width: 64, height: 40))
    }

    @Test func aFilesNameIsNothingButAName() {
        let screens = screens(byteCountMax: 1, file: "snapshots/</style>) \"Größe';.png")
        let name = "%3C/style%3E%29%20%22Gr%C3%B6%C3%9Fe%27%3B.png"
        #expect(screens.style.contains("url(snapshots/\(name))}"))
    }

    @Test(arguments: [(1, ["screens", "snapshots"]), (1 << 20, [])])
    func aPageSaysWhetherItNeedsPicturesBesideIt(byteCountMax: Int, folders: [String]) {
        let run = RecordedRun(folder: "/runs/a", task: "", lines: [])
        let overview = ReportOverview(run: run, story: RunStory([]))
        let page = ReportPage.html(
            overview, body: "", screens: screens(byteCountMax: byteCountMax)
        ).markup
        #expect(HTMLReport.pictureFolders(of: Array(page.utf8)) == folders)
    }
}
