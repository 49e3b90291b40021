import DeskwrightCore
import Testing

@testable import DeskwrightTaskFiles

struct TaskSectionTests {
    @Test func sectionsAreTheFileAsItWasWritten() throws {
        let text = """
            # About the file.
            version: 1
            name: "A: task" # here

            # About apps,
            # in two lines.
            apps:
              # inside
              - {id: a, run: b}
            # between
              - {id: c, run: d}
            setup:
              - |
                # no comment

                echo
            goal: Do
              it.
            # The end.

            """
        let sections = try TaskSection.all(of: text, path: "t.yaml")
        #expect(sections.map(\.text).joined() == text)
        #expect(sections.map(\.key) == ["version", "name", "apps", "setup", "goal"])
        #expect(sections.map(\.value) == ["1", "A: task", nil, nil, "Do it."])
        #expect(sections[0].text == "# About the file.\nversion: 1\n")
        #expect(sections[2].text.hasPrefix("# About apps,\n"))
        #expect(sections[2].text.hasSuffix("# between\n  - {id: c, run: d}\n"))
    }

    @Test(arguments: ["name: a", "name: a\n", "---\nname: a\n", "\u{FEFF}name: a\r\ngoal: b\r\n"])
    func everyFilesLastLineEnds(text: String) throws {
        let sections = try TaskSection.all(of: text, path: "t.yaml")
        #expect(sections[0].key == "name")
        #expect(sections.map(\.text).joined().hasSuffix("\n"))
        #expect(!sections.map(\.text).joined().hasSuffix("\n\n"))
    }

    @Test(arguments: ["{name: a, goal: b}", "- a", "", "a: [", "{\n  name: a\n}"])
    func whatHasNoKeysOfItsOwnLinesIsRefused(text: String) {
        #expect(throws: FileFaults.self) {
            try TaskSection.all(of: text, path: "t.yaml")
        }
    }
}
