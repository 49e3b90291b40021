import ArgumentParser
import Core
import Foundation
import Images
import X11Backend

struct ShotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shot",
        abstract: "Take a picture of a screen, as a PNG file.",
        discussion: """
            EXAMPLES
              deskwright shot screen.png
              deskwright shot --display :1 - | feh -
            """)

    @Argument(help: "The file to write; - is standard output.", completion: .file())
    var file = "screen.png"

    @Option(help: "The display. (default: $DISPLAY)")
    var display: String?

    func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let name = display ?? environment["DISPLAY"], !name.isEmpty else {
            throw UsageError(
                "no display is named", hint: "give --display :N, or set DISPLAY")
        }
        let desktop = try await X11Desktop.connect(to: name)
        let png = Data(try PNGEncoder.encode(try await desktop.capture()))
        if file == "-" {
            try FileHandle.standardOutput.write(contentsOf: png)
            return
        }
        do {
            try png.write(to: URL(fileURLWithPath: file))
        } catch {
            throw JournalError.failed(
                operation: "write", path: file, reason: error.localizedDescription)
        }
    }
}
