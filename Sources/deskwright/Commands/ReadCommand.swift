import ArgumentParser
import DeskwrightCore
import DeskwrightSight

struct ReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Print the text that a screen, a window or a PNG file shows, and where.",
        discussion: """
            One line for each line of text from the top: its place as WxH+X+Y in pixels of the \
            screen, and the words. With --json each word has its place, and from 0 to 1 how sure \
            the reader is of it.

            EXAMPLES
              deskwright read screen.png
              deskwright read --display :1
              deskwright read --display :1 --window Mousepad --json

            EXIT CODES
              0 printed, also when there is no text   2 usage
              3 no such display or window, or Tesseract is missing
            """)

    @Argument(help: "A PNG file; without one the display is looked at.", completion: .file())
    var file: String?

    @OptionGroup var place: SightOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let look = try await place.look(at: file)
        let lines = try TextReader().lines(of: look.frame, in: look.area)
            .filter { look.shows($0.frame) }
        if json { return Terminal.output.show(json: lines, pretty: true) }
        for line in lines { Terminal.output.line("\(line.frame)  \(printable(line.text))") }
    }
}
