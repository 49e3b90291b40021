import DeskwrightCore
import DeskwrightTaskFiles
import DeskwrightTestSupport
import Testing

@Suite struct TaskFileTests {
    @Test(arguments: SampleFiles.bad)
    func everyFaultOfABadFileIsReported(name: String) throws {
        let error = try #require(throws: FileFaults.self) {
            try SampleFiles.task(name)
        }
        #expect(error.kind == .usage)
        let report = error.description.replacing(SampleFiles.folder + "/", with: "")
        expectSnapshot(of: report + "\n", named: name.dropFirst(4).dropLast(5) + ".txt")
    }

    @Test(arguments: SampleFiles.good)
    func aGoodFileIsATask(name: String) throws {
        let task = try SampleFiles.task(name)
        #expect(task.file == SampleFiles.path(name))
        #expect(task.source == (try SampleFiles.text(name)))
        #expect(task.goal != nil || !task.steps.isEmpty)
    }

    @Test func theSamplesAreThere() {
        #expect(SampleFiles.good.count >= 3)
        #expect(SampleFiles.bad.count >= 20)
    }

    @Test func whatAFileDoesNotSayIsLeftAsItIsBuiltIn() throws {
        let task = try SampleFiles.task("good/minimal.yaml")
        #expect(task.name == "Look")
        #expect(task.goal == "Say what is on the screen.")
        #expect(task.display == DisplaySpec())
        #expect(task.model == ModelSpec())
        #expect(task.budget == Budget())
        #expect(task.approval == ApprovalPolicy())
        #expect(task.timeout == nil)
        #expect(task.settleLimit == nil)
        #expect(task.files.isEmpty && task.apps.isEmpty && task.expectations.isEmpty)
    }

    @Test func filesThatATaskNamesAreFoundBesideIt() throws {
        let task = try SampleFiles.task("good/mock.yaml")
        #expect(task.display.place == .mock(scene: SampleFiles.path("files/scene.yaml")))
        #expect(task.model.source == .script(path: SampleFiles.path("files/script.yaml")))
        #expect(task.model.name == "computer-use-preview")
    }

    @Test func aFileThatIsNotThereIsNamed() throws {
        let path = SampleFiles.path("none.yaml")
        let error = try #require(throws: FileFaults.self) {
            try TaskFile.read(path: path, environment: [:])
        }
        #expect(error.faults.count == 1)
        #expect(error.faults[0].place == nil)
        #expect(
            error.description == """
                \(path): error: the file cannot be read: No such file or directory
                hint: check the path; it is relative to the current folder
                """)
    }

    @Test func aFolderIsNoTask() {
        let error = #expect(throws: FileFaults.self) {
            try TaskFile.read(path: SampleFiles.folder, environment: [:])
        }
        #expect(
            error?.description == """
                \(SampleFiles.folder): error: this is not a regular file
                hint: name a file; folders, pipes and devices are not read
                """)
    }

    @Test(arguments: [
        ("attach: \":1\"", ":1"), ("attach: \":10.2\"", ":10.2"), ("attach: box-1:0", "box-1:0"),
    ])
    func aDisplayThatIsThereIsTaken(display: String, name: String) throws {
        let text = "version: 1\nname: x\ngoal: y\ndisplay: {\(display)}\n"
        let task = try TaskFile.parse(text: text, path: "x.yaml", environment: [:])[0]
        #expect(task.display.place == .attached(name: name))
    }

    @Test(arguments: [
        ("deny", []), ("allow", ["*"]), ("[]", []), ("[a_code, another]", ["a_code", "another"]),
    ])
    func safetyChecksAreDeniedUnlessTheyAreNamed(written: String, codes: [String]) throws {
        let text = "version: 1\nname: x\ngoal: y\napprove: {safety-checks: \(written)}\n"
        let task = try TaskFile.parse(text: text, path: "x.yaml", environment: [:])[0]
        #expect(task.approval.allowedSafetyChecks == codes)
    }

    @Test(arguments: [("2000", 2000), ("300k", 300_000), ("1.5M", 1_500_000)])
    func tokensAreCountedInThousandsAndMillions(written: String, count: Int) throws {
        let text = "version: 1\nname: x\ngoal: y\nbudget: {tokens: \(written)}\n"
        let task = try TaskFile.parse(text: text, path: "x.yaml", environment: [:])[0]
        #expect(task.budget.tokens == count)
    }

    @Test func aBudgetOfTheCommandLineReplacesTheLimitsThatItNames() throws {
        var budget = Budget()
        budget.dollars = 0.25
        budget.tokens = 9
        budget = try OptionText.budget(
            "usd=1.5,steps=7,input-tokens=2k", option: "b", onTopOf: budget)
        #expect(budget.dollars == 1.5)
        #expect(budget.steps == 7)
        #expect(budget.inputTokens == 2_000)
        #expect(budget.tokens == 9)
    }

    @Test func aContextRuleOfTheCommandLineReplacesWhatItNames() throws {
        var rule = ContextRule()
        rule.limit = 9
        rule = try OptionText.context("then=stop", option: "c", onTopOf: rule)
        #expect(rule.limit == 9)
        #expect(rule.then == .stop)
        #expect(try OptionText.context("limit=80k", option: "c", onTopOf: rule).limit == 80_000)
        #expect(throws: FileFaults.self) {
            try OptionText.context("then=hope", option: "c", onTopOf: rule)
        }
    }

    @Test(arguments: [
        ("usd=free", "--budget:1:7: error: \"usd\" must be a number, not \"free\""),
        ("stesp=3", "--budget:1:2: error: unknown key \"stesp\""),
        ("usd", "--budget:1:5: error: \"usd\" has no value"),
        ("usd=1}", "--budget:1:9: error: "),
    ])
    func aBudgetOfTheCommandLineThatIsNoneIsAFault(text: String, beginning: String) {
        let error = #expect(throws: FileFaults.self) {
            try OptionText.budget(text, option: "--budget", onTopOf: Budget())
        }
        #expect(error?.message.hasPrefix(beginning) == true, "\(error?.message ?? "")")
    }
}
