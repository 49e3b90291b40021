import DeskwrightCore
import Testing

@testable import DeskwrightSuites

struct TaskChoiceTests {
    private let tasks = [
        suiteTask("tasks/open.yaml", name: "Open a file", tags: ["smoke", "editor"]),
        suiteTask("tasks/save.yaml", name: "Save a file", tags: ["editor"]),
        suiteTask(
            "tasks/word.yaml", name: "Replace (word foo)",
            variant: [MatrixValue(name: "word", value: "foo", line: 3)]),
        suiteTask("tasks/slow/print.yaml", name: "Print", tags: ["slow"]),
    ]

    @Test(
        arguments: [
            (["file"], [], ["tasks/open.yaml", "tasks/save.yaml"]),
            (["^Open", "Print"], [], ["tasks/open.yaml", "tasks/slow/print.yaml"]),
            (["tasks/slow/"], [], ["tasks/slow/print.yaml"]),
            ([#"word=foo\]$"#], [], ["tasks/word.yaml[word=foo]"]),
            (["file"], ["Save"], ["tasks/open.yaml"]),
            ([], ["file", "word"], ["tasks/slow/print.yaml"]),
            (["nowhere"], [], []),
        ] as [([String], [String], [String])])
    func patternsMatchNamesAndIDs(wanted: [String], unwanted: [String], ids: [String]) throws {
        var choice = TaskChoice()
        choice.patterns = wanted
        choice.excludedPatterns = unwanted
        #expect(try choice.chosen(of: tasks).map(\.id) == ids)
    }

    @Test(
        arguments: [
            (["smoke"], [], ["tasks/open.yaml"]),
            (["smoke", "slow"], [], ["tasks/open.yaml", "tasks/slow/print.yaml"]),
            (["editor"], ["smoke"], ["tasks/save.yaml"]),
            (["Smoke"], [], []),
        ] as [([String], [String], [String])])
    func aTaskHasOneOfTheTags(wanted: [String], unwanted: [String], ids: [String]) throws {
        var choice = TaskChoice()
        choice.tags = wanted
        choice.excludedTags = unwanted
        #expect(try choice.chosen(of: tasks).map(\.id) == ids)
    }

    @Test func everyRuleCounts() throws {
        var choice = TaskChoice()
        choice.patterns = ["file"]
        choice.tags = ["editor"]
        choice.ids = ["tasks/save.yaml", "tasks/slow/print.yaml"]
        #expect(try choice.chosen(of: tasks).map(\.id) == ["tasks/save.yaml"])
    }

    @Test func aTaskDependsOnItsFileItsPicturesAndWhatItUses() throws {
        var task = TaskSpec(name: "A task", file: "tasks/a.yaml")
        task.usedFiles = ["/here/tasks/shared/open.yaml"]
        task.files = [FixtureFile(path: "in.txt", source: .copy(path: "/here/data/in.txt"))]
        let files = [
            "/here/tasks/a.yaml", "/here/tasks/a.yaml-snapshots/window.png",
            "/here/tasks/shared/open.yaml", "/here/data/in.txt",
        ]
        for file in files {
            var choice = TaskChoice()
            choice.folder = "/here"
            choice.changedFiles = ["/here/README.md", file]
            #expect(try choice.chosen(of: [SuiteTask(task)]).count == 1, "\(file)")
            choice.changedFiles = ["/there" + file, "/here/tasks/a.yaml.old", "/here/ta"]
            #expect(try choice.chosen(of: [SuiteTask(task)]).isEmpty, "\(file)")
        }
    }

    @Test func aFolderWithChangesAffectsWhatIsInIt() throws {
        var choice = TaskChoice()
        choice.folder = "/here"
        choice.changedFiles = ["/here/tasks"]
        #expect(try choice.chosen(of: [suiteTask("tasks/a.yaml"), suiteTask("b.yaml")]).count == 1)
    }

    @Test func aTaskIsAmongIDsWithItsRepetitions() throws {
        var choice = TaskChoice()
        choice.ids = ["tasks/open.yaml#2", "tasks/save.yaml.old"]
        #expect(try choice.chosen(of: tasks).map(\.id) == ["tasks/open.yaml"])
    }

    @Test func valuesThatCouldBeSeveralAreQuoted() {
        func id(_ values: [String]) -> String {
            let variant = zip(["a", "b"], values).map { MatrixValue(name: $0, value: $1, line: 1) }
            return suiteTask("t.yaml", variant: variant).id
        }
        #expect(id(["1", "2"]) == "t.yaml[a=1,b=2]")
        #expect(id(["1,b=2", "3"]) != id(["1", "2,b=3"]))
    }

    @Test func aBadExpressionIsNamed() {
        var choice = TaskChoice()
        choice.patterns = ["(open"]
        #expect {
            _ = try choice.chosen(of: tasks)
        } throws: { error in
            (error as? ChoiceError)?.message.hasPrefix(#""(open" is not a regular expression"#)
                ?? false
        }
    }

    @Test func nothingMatchedSaysWhatThereIs() {
        let error = ChoiceError.nothingMatched(of: (1...12).map { "\($0).yaml" })
        #expect(
            error.message.hasPrefix(#"none of 12 tasks is chosen; there are "1.yaml", "2.yaml""#))
        #expect(error.message.hasSuffix(#""10.yaml", …"#))
    }

    @Test func repeatedTasksHaveNumbers() {
        #expect(tasks[0].repeated(3).map(\.id) == ["", "#2", "#3"].map { "tasks/open.yaml" + $0 })
    }
}
