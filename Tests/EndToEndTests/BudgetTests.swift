import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

/// Budgets and prices, through the built command.
struct BudgetTests {
    private let mock = Repository.path("fixtures/scenes/notes.yaml")

    private func task(_ more: String) -> String {
        "version: 1\nname: A task\ndisplay: {mock: \(mock)}\ngoal: Do it.\n\(more)\n"
    }

    private func endlessScript() -> String {
        let turns = Array(repeating: "{actions: [click 5 5, wait]}", count: 40)
        return "version: 1\nturns: [\(turns.joined(separator: ", "))]\n"
    }

    @Test(arguments: [("usd=0.05", "$0.05"), ("requests=4", "4 requests"), ("tokens=9k", "9000")])
    func aBudgetOfTheCommandLineIsKeptAndSummedUp(budget: String, words: String) async throws {
        try await withScratchFolder { folder in
            try write(endlessScript(), to: folder + "/script.yaml")
            try write(
                task("model: {script: script.yaml}\nbudget: {usd: 9}"), to: folder + "/task.yaml")
            let outcome = try await Program.run(
                ["run", "--json", "--budget", budget, "task.yaml"], in: folder)
            #expect(outcome.code == 5, "\(outcome.errors)\(outcome.output)")
            let run = try runFolder(in: folder)
            let data = try Data(contentsOf: URL(fileURLWithPath: run + "/result.json"))
            let result = try JSONDecoder().decode(RunResult.self, from: data)
            #expect(result.reason.contains(words), "\(result.reason)")
            #expect(result.summary?.hasPrefix("Stopped after ") == true)
            #expect(result.steps >= 2)
            #expect(result.usage.requests == result.steps + 1)
            #expect(try #require(result.usage.dollars) <= (budget.hasPrefix("usd") ? 0.05 : 9))
            let journal = try text(run + "/journal.jsonl")
            #expect(journal.contains(#""event":"summed-up""#))
            #expect(journal.contains(#""forecast":{"#))
            #expect(try text(run + "/report.html").contains("Stopped after "))
        }
    }

    @Test func aTaskIsPricedWithoutAKeyAndWithoutARun() async throws {
        try await withScratchFolder { folder in
            try write(task("budget: {usd: 0.10, steps: 30}"), to: folder + "/task.yaml")
            // Nobody listens there: whatever was sent would be an error.
            let arguments = [
                "run", "--estimate", "--base-url", "http://127.0.0.1:9/v1", "--model", "gpt-5.4",
                "task.yaml",
            ]
            let outcome = try await Program.run(arguments, in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("A task with gpt-5.4, on a screen of 1280x800"))
            #expect(outcome.output.contains("The budget of $0.10 lasts for "))
            #expect(outcome.output.contains("Assumed: "))
            #expect(!FileManager.default.fileExists(atPath: folder + "/runs"))
        }
    }

    @Test func anUnknownPriceIsSaidAndNotMadeUp() async throws {
        try await withScratchFolder { folder in
            try write(task("model: {name: my-own}\nbudget: {usd: 1}"), to: folder + "/task.yaml")
            let outcome = try await Program.run(["run", "--estimate", "task.yaml"], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("unknown"))
            #expect(outcome.output.contains("the price of my-own is not known"))
            #expect(!outcome.output.contains("The budget"))
            let run = try await Program.run(
                ["run", "--base-url", "http://127.0.0.1:9/v1", "task.yaml"], in: folder)
            #expect(run.errors.contains("so the budget of $1.00 is not watched"), "\(run.errors)")
        }
    }

    @Test func aRunWithoutAPriceSaysSo() async throws {
        try await withScratchFolder { folder in
            try write("version: 1\nturns: [{final: Done.}]\n", to: folder + "/script.yaml")
            try write(task("model: {name: gpt-5.9}"), to: folder + "/task.yaml")
            let outcome = try await serving(folder + "/script.yaml", in: folder) { url in
                try await Program.run(["run", "--base-url", url, "task.yaml"], in: folder)
            }
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            #expect(
                outcome.output.contains(/1 request, \d+ tokens, at an unknown price\n/),
                "\(outcome.output)")
        }
    }

    @Test(arguments: [("1ms", "1 ms"), ("4ms", "4 ms"), ("10ms", "0.01 s"), ("40ms", "0.04 s")])
    func aTimeoutIsSaidWhereverItEndsTheSetUp(_ timeout: String, _ inWords: String) async throws {
        try await withScratchFolder { folder in
            try write(endlessScript(), to: folder + "/script.yaml")
            try write(
                task("model: {script: script.yaml}\ntimeout: \(timeout)"), to: folder + "/task.yaml"
            )
            let outcome = try await Program.run(["run", "task.yaml"], in: folder)
            #expect(outcome.code == 5, "\(outcome.errors)\(outcome.output)")
            #expect(
                outcome.output.contains("  the task's timeout of \(inWords) is over\n"),
                "\(outcome.output)")
        }
    }

    @Test func anUnknownPriceOfTheSorterIsSaidToo() async throws {
        try await withScratchFolder { folder in
            try write("version: 1\nroutes: {sorter: {model: my-own}}\n", to: folder + "/own.yaml")
            try write(task("model: {name: auto}\nbudget: {usd: 1}"), to: folder + "/task.yaml")
            let run = try await Program.run(
                [
                    "run", "--models", "own.yaml", "--base-url", "http://127.0.0.1:9/v1",
                    "task.yaml",
                ], in: folder)
            #expect(run.errors.contains("the price of my-own is not known"), "\(run.errors)")
        }
    }
}
