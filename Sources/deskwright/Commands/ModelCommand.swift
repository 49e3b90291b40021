import ArgumentParser
import DeskwrightCore
import DeskwrightStandIn

struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "Serve a script as if it were a model, on loopback, until it is interrupted.",
        discussion: """
            Speaks OpenAI's Responses API with both computer-use tools, and Chat \
            Completions with functions, and refuses what the real service refuses. The \
            address is printed on standard output.

            EXAMPLE
              deskwright model --script fixtures/model-scripts/replace-in-a-note.yaml &
              export OPENAI_BASE_URL=http://127.0.0.1:8080/v1
              deskwright run --model gpt-5.4 mine.yaml
            """)

    @Option(
        help: ArgumentHelp("The script: turns of actions, YAML.", valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var script: String

    @Option(help: "The port; 0 takes a free one.")
    var port = 8080

    @Option(
        help: ArgumentHelp("Keep every request here as JSON.", valueName: "dir"),
        completion: .directory)
    var keepRequests: String?

    @Flag(name: .shortAndLong, help: "Do not show the requests.")
    var quiet = false

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is \(port), outside 0 to 65535")
        }
    }

    func run() async throws {
        let script = try ModelScript.read(path: script)
        let isQuiet = quiet
        let server = try await StandInServer.start(
            script: script, port: port, keepRequests: keepRequests,
            log: { line in if !isQuiet { Terminal.error.line(printable(line)) } })
        Terminal.output.line(server.url)
        let watch = SignalWatch()
        await watch.run {
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(3600)) }
        }
        await server.stop()
        if let failure = watch.failure { throw failure.exitCode }
    }
}
