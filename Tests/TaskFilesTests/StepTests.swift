import DeskwrightCore
import DeskwrightTaskFiles
import Testing

struct StepTests {
    @Test func aMatrixMakesATaskOfEachCombination() throws {
        let tasks = try SampleFiles.tasks("good/steps.yaml")
        #expect(
            tasks.map(\.name) == [
                "Every step (word foo, count 1)", "Every step (word foo, count 2)",
                "Every step (word Größe, count 1)", "Every step (word Größe, count 2)",
            ])
        #expect(tasks.allSatisfy { $0.retries == 2 && $0.budget.steps == nil })
        #expect(tasks.allSatisfy { $0.locks == ["printer"] })
        #expect(
            tasks[1].variant == [
                MatrixValue(name: "word", value: "foo", line: 4),
                MatrixValue(name: "count", value: "2", line: 4),
            ])
        let texts = tasks.map { $0.steps[10].action }
        #expect(
            texts[2]
                == .type(
                    "Größe ${{ secrets.PASSWORD }}",
                    into: Target(
                        relations: [Target.Relation(.near, Target(text: "Find what:"))])))
    }

    @Test func eachStepIsRead() throws {
        let task = try SampleFiles.task("good/steps.yaml")
        let words = task.steps.map(\.words)
        #expect(
            words.prefix(9) == [
                "click \"Save As…\"",
                "double-click number 2 of \"/^Row [0-9]+$/\" holding ctrl",
                "right-click the window \"Notes\" in the window with class contains \"Editor\"",
                "hover the point 0.5,0.25 of the window \"Notes\"",
                "click the picture dot.png the point 40,60",
                "click any of \"Save\", the picture dot.png, the point 10,20",
                "click \"OK\" near \"Sure?\" right of \"Cancel\" below \"Name\"",
                "drag \"A\" to \"B\" left of \"C\" above \"D\"",
                "scroll left 1 down 3 over \"List\" holding shift",
            ])
        #expect(words.contains("Until it is saved"))
        #expect(task.steps.count == 34)
        #expect(task.steps[0].place.hasSuffix("good/steps.yaml:11"))
    }

    @Test func sharedStepsHaveTheirInputs() throws {
        let task = try SampleFiles.task("good/steps.yaml")
        let shared = task.steps.compactMap { step -> [ScriptStep]? in
            if case .use("shared.yaml", let steps) = step.action { steps } else { nil }
        }
        let steps = try #require(shared.first)
        #expect(
            steps[1].action
                == .type(
                    "${{ vars.N }}.txt",
                    into: Target(
                        relations: [Target.Relation(.rightOf, Target(text: "Location:"))])))
        #expect(steps[0].place.hasSuffix("files/shared.yaml:4"))
    }

    @Test func snapshotsStandBesideTheTaskUnderTheirCombination() throws {
        let task = try #require(try SampleFiles.tasks("good/steps.yaml").last)
        let checks = task.steps.compactMap { step -> SnapshotCheck? in
            if case .snapshot(let check) = step.action { check } else { nil }
        }
        #expect(
            checks.map(\.file) == [
                SampleFiles.path("good/steps.yaml-snapshots/after-Größe-2.png")
            ])
    }

    @Test func tooManyCombinationsAreAFault() {
        let values = (1...11).map(String.init).joined(separator: ", ")
        let text = """
            version: 1
            name: x
            matrix: {a: [\(values)], b: [\(values)]}
            steps: [{press: Tab}]
            """
        let error = #expect(throws: FileFaults.self) {
            try TaskFile.parse(text: text, path: "x.yaml", environment: [:])
        }
        #expect(error?.faults.first?.message == "\"matrix\" makes more than 100 tasks")
    }
}
