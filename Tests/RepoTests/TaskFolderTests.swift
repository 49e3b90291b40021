import DeskwrightTaskFiles
import Foundation
import Testing

struct TaskFolderTests {
    @Test func everyTaskFileIsRight() throws {
        let files = try Repository.files(under: "tasks").filter { $0.hasSuffix(".yaml") }
        #expect(files.count >= 3)
        for file in files {
            let path = Repository.root.appendingPathComponent(file).path
            _ = try TaskFile.read(path: path, environment: [:])
        }
    }

    @Test func everyFixtureIsUsed() throws {
        let users = try ["tasks", "Tests", "Sources"].flatMap(Repository.files)
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".swift") }
            .map(Repository.text)
        for fixture in try Repository.files(under: "fixtures") {
            let name = (fixture as NSString).lastPathComponent
            // By its name, or as one of a folder that is read as a whole.
            let folder = fixture.split(separator: "/").prefix(2).joined(separator: "/")
            let wholeFolder = [folder + "\"", folder + "/\\("]
            let isUsed = users.contains { text in
                text.contains(name) || wholeFolder.contains(where: text.contains)
            }
            #expect(isUsed, "nobody uses \(fixture)")
        }
    }
}
