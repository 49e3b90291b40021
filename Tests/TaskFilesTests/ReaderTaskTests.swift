import DeskwrightCore
import DeskwrightTaskFiles
import Testing

/// Task files whose goal is for the reader.
struct ReaderTaskTests {
    @Test func aTaskForTheReader() throws {
        let task = try SampleFiles.task("good/reader.yaml")
        #expect(task.model == .reader)
        let goal = try PlainGoal(try #require(task.goal))
        #expect(goal.sentenceCount == 3)
        #expect(goal.steps.count == 4)
    }

    @Test(arguments: ["reader", "{name: reader, api: chat}"])
    func theReaderIsNamedInBothForms(model: String) throws {
        #expect(try task("Press Tab.", model: model).model.source == .reader)
    }

    @Test func aGoalForAnotherModelIsFree() throws {
        #expect(try task("Reach the goal.", model: "{name: gpt-5.4}").model.source == .service)
    }

    /// The goal as the file has it, and the place of the word "Jump".
    @Test(arguments: [
        ("Jump.", 3, 7), ("Press Tab. Jump.", 3, 18), ("\"Jump.\"", 3, 8),
        ("'Click \"it''s\". Jump.'", 3, 23), (#""Click \"a b\".\tJump.""#, 3, 24),
        (">-\n  Press Tab.\n\n  Jump.", 6, 3), ("|2\n    Press\n    Tab. Jump.", 5, 10),
        ("Press\n  Tab. Jump.", 4, 8), (#""Click \u00ABx\u00BB. Jump.""#, 3, 7),
    ])
    func aFaultStandsAtItsSentence(goal: String, line: Int, column: Int) throws {
        let error = try #require(throws: FileFaults.self) { try task(goal, model: "reader") }
        #expect(error.faults.map(\.place) == [Fault.Place(line: line, column: column)])
    }

    @Test func whatTheFileWritesInAnotherWayIsFoundAtTheGoal() throws {
        let error = try #require(throws: FileFaults.self) {
            try task("Click \"${{ env.WORD }}\". Jump.", model: "reader")
        }
        #expect(error.faults.map(\.place) == [Fault.Place(line: 3, column: 7)])
    }

    @Test func whatAStepLeavesToTheReaderIsLookedAtToo() throws {
        let text = "version: 1\nname: A\nmodel: reader\nsteps:\n  - act: Press Tab. Jump.\n"
        let error = try #require(throws: FileFaults.self) {
            try TaskFile.parse(text: text, path: "task.yaml", environment: [:])
        }
        #expect(error.faults.map(\.place) == [Fault.Place(line: 5, column: 21)])
    }

    private func task(_ goal: String, model: String) throws -> TaskSpec {
        try TaskFile.parse(
            text: "version: 1\nname: A\ngoal: \(goal)\nmodel: \(model)\n", path: "task.yaml",
            environment: ["WORD": "bar"])[0]
    }
}
