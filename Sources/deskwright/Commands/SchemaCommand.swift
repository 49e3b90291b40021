import ArgumentParser
import DeskwrightTaskFiles

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of task files, for editors.",
        discussion: """
            EXAMPLE
              deskwright schema > deskwright.schema.json
              # then, as the first line of a task file:
              # yaml-language-server: $schema=deskwright.schema.json
            """)

    @Flag(help: "The schema of files of steps that tasks use.")
    var shared = false

    func run() {
        Terminal.output.line(shared ? TaskSchema.sharedJSON : TaskSchema.json)
    }
}
