import DeskwrightCore
import Foundation
import Testing

@Suite struct CommandChecksTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var command: String
        var exitCode = 0
        var output: [TextMatch] = []
        var verdict: Verdict
        var found: String

        var testDescription: String { "\(command) \(verdict)" }
    }

    @Test(arguments: [
        Case(command: "true", verdict: .satisfied, found: "it exited with code 0"),
        Case(
            command: "echo why >&2; exit 1", verdict: .unsatisfied,
            found: "it exited with code 1; the last it said was \"why\""),
        Case(
            command: "exit 1", exitCode: 1, verdict: .satisfied, found: "it exited with code 1"),
        Case(
            command: "echo hi", output: [.equals("hi")], verdict: .satisfied,
            found: "the text \"hi\""),
        Case(
            command: "printf 'a\\nb\\n'", output: [.equals("a\nb\n"), .equals("a\nb")],
            verdict: .satisfied, found: "the text \"a\\nb\\n\""),
        Case(
            command: "printf hi", output: [.equals("hi\n")], verdict: .unsatisfied,
            found: """
                a text that differs
                - expected
                + found
                \\ found has no new line at its end
                """),
        Case(
            command: "echo hi", output: [.contains("h"), .contains("x")], verdict: .unsatisfied,
            found: "the text \"hi\\n\""),
        Case(
            command: "echo hi; exit 2", output: [.equals("hi")], verdict: .unsatisfied,
            found: "it exited with code 2; the last it said was \"hi\""),
        Case(
            command: "head -c 2000000 /dev/zero | tr '\\0' x; echo end",
            output: [.contains("end")], verdict: .unknown,
            found: "a text that begins with \"\(String(repeating: "x", count: 120))… "
                + "(1048576 characters)\" and is longer than is looked at"),
        Case(
            command: "kill -9 $$", exitCode: 137, verdict: .satisfied,
            found: "it was ended by signal 9"),
        Case(
            command: "exit 127", verdict: .unknown, found: "it exited with code 127"),
        Case(
            command: "exit 127", exitCode: 127, verdict: .satisfied,
            found: "it exited with code 127"),
    ])
    func aCommandIsJudgedByItsCodeAndItsOutput(_ test: Case) async throws {
        let check = CommandCheck(
            command: test.command, exitCode: test.exitCode, output: test.output)
        let result = try await look(at: .command(check))
        #expect(result.verdict == test.verdict)
        #expect(result.found == test.found)
    }

    @Test func aMisspeltCommandSatisfiesNoNot() async throws {
        let check = CommandCheck(command: "gerp -q x in.txt")
        let result = try await look(at: .not(.command(check)))
        #expect(result.verdict == .unknown)
        #expect(result.found.contains("not found"))
    }

    @Test func itStartsInTheWorkFolderWithTheRunsEnvironment() async throws {
        let check = CommandCheck(
            command: "echo $LANG; pwd", output: [.matches(pattern: "^C.UTF-8\n/")])
        var workFolder = ""
        let result = try await look(at: .command(check)) { folder, _ in workFolder = folder }
        #expect(result.verdict == .satisfied)
        #expect(result.found == "the text \"C.UTF-8\\n\(workFolder)\\n\"")
    }

    @Test func aFolderThatHasGoneIsUnknown() async throws {
        let result = try await look(at: .command(CommandCheck(command: "true"))) { folder, _ in
            #expect(remove(folder) == 0)
        }
        #expect(result.verdict == .unknown)
        #expect(result.found.contains("No such file or directory"))
    }

    @Test func aCommandThatIsCancelledIsUnknown() async throws {
        let looking = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await look(at: .command(CommandCheck(command: "sleep 60")))
        }
        looking.cancel()
        #expect(try await looking.value.verdict == .unknown)
    }

    @Test func aSecretIsUsedAndNotShown() async throws {
        let check = CommandCheck(command: "echo \"${{ secrets.PIN }}\"; exit 1")
        let result = try await look(at: .command(check), secrets: Secrets(["PIN": "4711"]))
        #expect(result.expected.contains("${{ secrets.PIN }}"))
        #expect(
            result.found
                == "it exited with code 1; the last it said was \"${{ secrets.PIN }}\"")
    }
}
