import DeskwrightTaskFiles
import Foundation
import Testing

struct TaskFolderTests {
    @Test func everyTaskFileIsRight() throws {
        let files = try Repository.files(under: "tasks").filter { $0.hasSuffix(".yaml") }
        #expect(files.count >= 3)
        // What is shared is read by the tasks that use it.
        for file in files where !file.contains("/shared/") {
            let path = Repository.root.appendingPathComponent(file).path
            _ = try TaskFile.read(path: path, environment: [:])
        }
    }

    @Test func everySharedFileIsUsed() throws {
        let files = try Repository.files(under: "tasks").filter { $0.hasSuffix(".yaml") }
        let texts = try files.map(Repository.text)
        for file in files where file.contains("/shared/") {
            let name = "shared/" + (file as NSString).lastPathComponent
            #expect(texts.contains { $0.contains(name) }, "nobody uses \(file)")
        }
    }

    /// What a task waits for has a name; so long is not one.
    @Test func noTaskSleeps() throws {
        for file in try Repository.files(under: "tasks") where file.hasSuffix(".yaml") {
            #expect(try !Repository.text(of: file).contains("sleep"), "\(file)")
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
