import DeskwrightCore
import DeskwrightTaskFiles
import Testing

/// Every key of the grammar, from `good/full.yaml` to its place in the task.
@Suite struct FullTaskTests {
    private let task: TaskSpec

    init() throws {
        task = try SampleFiles.task("good/full.yaml")
    }

    @Test func theHeaderIsRead() {
        #expect(task.name == "Replace all in a note")
        #expect(task.summary == "Größe in, foo out.")
        #expect(task.tags == ["smoke", "editor"])
        #expect(task.timeout == .seconds(120))
        #expect(task.settleLimit == .milliseconds(800))
        #expect(task.secretNames == ["DB_PASSWORD"])
    }

    @Test func secretsStayReferencesAndNumbersStayAsWritten() {
        #expect(
            task.environment == [
                "LANG": "C.UTF-8", "COUNT": "3", "PASSWORD": "${{ secrets.DB_PASSWORD }}",
            ])
        let goal = "Replace foo by bar and save, then log in with ${{ secrets.DB_PASSWORD }}."
        #expect(task.goal == goal)
    }

    @Test func theScreenIsRead() {
        var display = DisplaySpec()
        display.size = Size(width: 1024, height: 768)
        display.dotsPerInch = 120
        display.windowManager = nil
        #expect(task.display == display)
    }

    @Test func filesAndCommandsAreRead() {
        #expect(
            task.files == [
                FixtureFile(
                    path: "in.txt", source: .copy(path: SampleFiles.path("files/in.txt"))),
                FixtureFile(path: "notes/list.txt", source: .text("one\ntwo\n")),
            ])
        #expect(
            task.setup == [
                CommandSpec(command: "printf 'foo $HOME\\n' > in.txt"),
                CommandSpec(command: "make -s", timeout: .seconds(90)),
            ])
        #expect(
            task.teardown == [
                .run(CommandSpec(command: "rm -f in.txt")),
                .run(CommandSpec(command: "sync", timeout: .seconds(5))),
                .close(app: "pad"),
            ])
    }

    @Test func appsAreRead() {
        let title = TextMatch.matches(pattern: "^foo.*$")
        #expect(
            task.apps == [
                AppSpec(
                    id: "pad", program: "mousepad", arguments: ["in.txt", "bar"],
                    environment: ["GTK_THEME": "Adwaita"],
                    ready: WindowMatch(title: .contains("in.txt")), timeout: .seconds(20)),
                AppSpec(
                    id: "term", program: "xterm",
                    ready: WindowMatch(
                        title: title, className: .contains("XTerm"), isActive: true)),
            ])
    }

    @Test func thePlanningIsRead() {
        #expect(task.model.source == .service)
        #expect(task.model.name == "gpt-5.4")
        #expect(task.model.effort == .medium)
        #expect(task.model.api == .chat)
        #expect(task.model.streams == true)
        #expect(task.budget.steps == 40)
        #expect(task.budget.time == .seconds(300))
        #expect(task.budget.dollars == 0.5)
        #expect(task.budget.tokens == 300_000)
        #expect(task.budget.requests == 50)
        #expect(task.model.isStateless)
        #expect(task.model.context.limit == 80_000)
        #expect(task.model.context.then == .ask)
        #expect(task.budget.inputTokens == 1_500_000)
        #expect(task.approval.mode == .step)
        #expect(task.approval.allowedSafetyChecks == ["sensitive_domain"])
        #expect(
            task.approval.ask == [
                ActionRule(name: "drag"),
                ActionRule(
                    name: "click", window: WindowMatch(title: .matches(pattern: "Delete")),
                    region: Rect(x: 0, y: 0, width: 200, height: 100)),
            ])
        #expect(
            task.approval.deny == [
                ActionRule(name: "double-click"), ActionRule(name: "wait"),
                ActionRule(text: .matches(pattern: "rm +-r")),
            ])
    }

    @Test func theChecksAreRead() {
        let text: [TextMatch] = [
            .equals("bar one\n"), .contains("bar"), .matches(pattern: "^bar"),
        ]
        let star = TextMatch.matches(pattern: #"^\*"#)
        #expect(
            task.expectations == [
                Check(.file(FileCheck(path: "in.txt", text: text)), timeout: .seconds(10)),
                Check(.file(FileCheck(path: "gone.txt", exists: false))),
                Check(.window(WindowMatch(title: .contains("in.txt")))),
                Check(.not(.window(WindowMatch(title: star)))),
                Check(.process(ProcessCheck(name: "pad"))),
                Check(.process(ProcessCheck(name: "pad", isRunning: false, exitCode: 0))),
                Check(.process(ProcessCheck(name: "Xorg", isRunning: false))),
                Check(.command(CommandCheck(command: "test -s in.txt"))),
                Check(.command(CommandCheck(command: "wc -l in.txt", output: [.contains("1")]))),
                Check(.clipboard(.equals("bar"))),
                Check(.clipboard(.matches(pattern: "b.r"))),
            ])
    }
}
