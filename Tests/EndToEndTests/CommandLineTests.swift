import DeskwrightTestSupport
import Foundation
import Testing

/// What the command says of itself, and of command lines that are wrong.
struct CommandLineTests {
    private static let task = Repository.path("tasks/save-a-note-on-the-mock.yaml")
    private static let commands = [
        "run", "check", "shot", "windows", "do", "model", "models", "report", "doctor", "schema",
        "init",
    ]

    @Test(arguments: [[]] + commands.map { [$0] })
    func helpKeepsItsLines(command: [String]) async throws {
        try await withScratchFolder { folder in
            let outcome = try await Program.run(command + ["--help"], in: folder)
            #expect(outcome.code == 0)
            let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("USAGE:") })
            var isInTable = false
            for line in lines {
                if isInTable, !line.isEmpty {
                    #expect(line.hasPrefix("  "), "\(line) has no room in its line")
                }
                let titles = ["EXAMPLE", "EXAMPLES", "EXIT CODES", "ACTIONS"]
                isInTable = titles.contains(String(line)) || isInTable && !line.isEmpty
            }
        }
    }

    /// Paragraphs are wrapped once, to the width of the terminal.
    @Test(arguments: commands)
    func helpIsWrappedOnce(command: String) async throws {
        try await withScratchFolder { folder in
            let outcome = try await Program.run([command, "--help"], in: folder)
            let paragraphs = outcome.output.components(separatedBy: "\n\n")
                .filter { !$0.contains("\n  ") }
            for paragraph in paragraphs {
                let lines = paragraph.split(separator: "\n")
                for (line, next) in zip(lines, lines.dropFirst()) {
                    let word = next.prefix { $0 != " " }
                    #expect(line.count + 1 + word.count >= 80, "\(line) is cut short")
                }
            }
        }
    }

    @Test(arguments: [
        (["nope"], 2, "error: unexpected argument 'nope'\n", "hint: `deskwright --help`"),
        (["run"], 2, "error: missing expected argument '<paths> ...'\n", "hint: `deskwright run"),
        (["run", "--modle", "x", "y"], 2, "error: unknown option '--modle'.", "'--model'?"),
        (
            ["run", "nope.yaml"], 2,
            "error: cannot read \"nope.yaml\": No such file or directory\n",
            "hint: check the path"
        ),
        (
            ["check", "."], 2, "error: the folder \".\" holds no task file (*.yaml)\n",
            "hint: name a task file"
        ),
        (
            ["run", "-e", "WORD", "y"], 2, "error: what is given to -e is not KEY=VALUE\n",
            "hint: write a name"
        ),
        (
            ["run", "--secret-file", "nope", "y"], 2,
            "error: cannot read the secret file \"nope\": No such file or directory\n",
            "hint: check the path"
        ),
        (["do", "click 1"], 2, "error: \"click 1\" is no action", "hint: as in: click 40 60"),
        (["do", "wait"], 2, "error: no display is named\n", "hint: give --display :N\n"),
        (
            ["windows", "x", "--focus"], 2, "error: no display is named\n",
            "hint: give --display :N"
        ),
        (
            ["shot", "--display", ":1", "--frame"], 2, "error: --frame goes with --window\n",
            "hint: name a window"
        ),
        (
            ["report", "nope"], 3, "error: cannot read nope/journal.jsonl: No such file",
            "hint: is it a run folder?"
        ),
        (
            ["init", "no/x.yaml"], 3, "error: cannot write no/x.yaml: No such file or directory\n",
            "hint: is there room, and may you write there?"
        ),
        (
            ["model", "--script", "x", "--port", "99999"], 2,
            "error: --port is 99999, outside 0 to 65535\n", "hint: `deskwright model --help`"
        ),
        (
            ["run", "--cassette", ".", CommandLineTests.task], 2,
            "error: cannot read the cassette \".\": Is a directory\n", "hint: `--record-cassette"
        ),
    ])
    func aWrongLineIsAnsweredWithWhatIsWrongAndWhatToDo(
        line: [String], code: Int32, message: String, hint: String
    ) async throws {
        try await withScratchFolder { folder in
            let outcome = try await Program.run(line, in: folder)
            #expect(outcome.code == code)
            #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
            #expect(outcome.errors.contains(hint), "\(outcome.errors)")
            #expect(outcome.output.isEmpty)
        }
    }

    /// The line itself may hold a secret, and is not shown.
    @Test func aWrongLineOfASecretFileIsNamedByItsNumber() async throws {
        try await withScratchFolder { folder in
            try write("# mine\n\nPIN=1\nhunter2\n", to: folder + "/secrets")
            let outcome = try await Program.run(
                ["run", "--secret-file", "secrets", "x"], in: folder)
            #expect(outcome.code == 2)
            #expect(
                outcome.errors.hasPrefix("error: line 4 of \"secrets\" is not KEY=VALUE\nhint: "),
                "\(outcome.errors)")
            #expect(!outcome.errors.contains("hunter2"))
        }
    }
}
