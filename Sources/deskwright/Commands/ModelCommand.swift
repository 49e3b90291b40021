import ArgumentParser
import DeskwrightCore
import DeskwrightStandIn

struct ModelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "Serve a script or the reader as a model, on loopback, until it is interrupted.",
        discussion: """
            Speaks OpenAI's Responses API with both computer-use tools, and Chat \
            Completions with functions, and refuses what the real service refuses. The \
            address is printed on standard output. The reader looks at the screenshots and \
            follows a goal in plain sentences, such as Click "File". Press Ctrl+S.

            EXAMPLES
              deskwright model --script fixtures/model-scripts/write-in-a-terminal.yaml &
              deskwright model --reader &
              export OPENAI_BASE_URL=http://127.0.0.1:8080/v1
              deskwright run --model gpt-5.4 mine.yaml
            """)

    @Option(
        help: ArgumentHelp("The script: turns of actions, YAML.", valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var script: String?

    @Flag(help: "Read the screen, and follow the goal's sentences.")
    var reader = false

    @Option(help: "The port; 0 takes a free one.")
    var port = 8080

    @Option(
        help: ArgumentHelp("Keep every request here as JSON.", valueName: "dir"),
        completion: .directory)
    var keepRequests: String?

    @Flag(name: .shortAndLong, help: "Do not show the requests.")
    var quiet = false

    func validate() throws {
        guard (script == nil) == reader else {
            throw ValidationError("either --script or --reader is needed")
        }
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port is \(port), outside 0 to 65535")
        }
    }

    func run() async throws {
        let role = try script.map { StandInRole.script(try ModelScript.read(path: $0)) } ?? .reader
        let isQuiet = quiet
        let server = try await StandInServer.start(
            role, port: port, keepRequests: keepRequests,
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
