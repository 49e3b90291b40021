import Foundation
import TaskFiles
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
            .filter { [".yaml", ".swift"].contains { suffix in $0.hasSuffix(suffix) } }
            .map(Repository.text)
        for fixture in try Repository.files(under: "fixtures") {
            let name = (fixture as NSString).lastPathComponent
            let folder = ((fixture as NSString).deletingLastPathComponent as NSString)
                .lastPathComponent
            let isUsed = users.contains { $0.contains(name) || $0.contains("fixtures/\(folder)") }
            #expect(isUsed, "nobody uses \(fixture)")
        }
    }
}
