import ArgumentParser
import DeskwrightCore
import Foundation

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a first task file to change to your needs.",
        discussion: """
            EXAMPLE
              deskwright init mine.yaml && deskwright check mine.yaml
            """)

    @Argument(help: "The file to write; never one that is there.", completion: .file())
    var file = "task.yaml"

    func run() throws {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw UsageError("\(quoted(file)) is there already", hint: "name another file")
        }
        try OutputFile(path: file).write(Array(InitCommand.text.utf8))
        Terminal.output.line(file)
    }

    static let text = """
        # `deskwright check` finds faults, `deskwright schema` helps editors.
        version: 1
        name: Write a line in a terminal
        apps:
          - {id: terminal, run: xterm, ready: {window: {class: XTerm}}}
        goal: In the terminal, write the line "hello" into the file hello.txt.
        model: {name: gpt-5.4, effort: low}
        budget: {steps: 20, usd: 0.25}
        expect:
          - file: {path: hello.txt, equals: "hello\\n"}

        """
}
