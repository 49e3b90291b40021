import Foundation
import Testing

@testable import DeskwrightJournals

@Suite struct RunFolderNameTests {
    @Test(arguments: [
        ("Replace all in a note", "replace-all-in-a-note"),
        ("  --Hello,   World!--  ", "hello-world"),
        ("../../etc/passwd", "etc-passwd"),
        ("Größe ändern", "größe-ändern"),
        ("終わり 42", "終わり-42"),
        ("..", "task"), ("", "task"), ("\u{202E}\u{0}\n/", "task"),
        (String(repeating: "a", count: 300), String(repeating: "a", count: 80)),
        (String(repeating: "ab ", count: 60), "ab" + String(repeating: "-ab", count: 26)),
        ("a" + String(repeating: "\u{301}", count: 500), "á"),
    ])
    func aTasksNameBecomesSafe(name: String, slug: String) {
        #expect(RunFolderName.slug(name) == slug)
    }

    @Test func theNameBeginsWithTheStartInUTC() {
        let start = Date(timeIntervalSince1970: 951_782_400 - 1)
        #expect(RunFolderName.make(startedAt: start, task: "Leap") == "20000228-235959-leap")
    }
}
