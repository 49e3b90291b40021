import ArgumentParser
import DeskwrightCore
import DeskwrightSight

struct FindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Print where a text is on a screen, in a window or in a PNG file.",
        discussion: """
            The text is whole words of one line, exactly, but for white space and the forms of \
            quotes, dashes and dots; or a regular expression between slashes. Its place is printed \
            as WxH+X+Y in pixels of the screen, with the words that were read.

            EXAMPLES
              deskwright find --display :1 "Save As…"
              deskwright find --display :1 --window Mousepad File
              deskwright find --nth 2 OK screen.png
              deskwright find --json '/[0-9]+ items/' screen.png

            EXIT CODES
              0 found   1 not there, or in several places   2 usage
              3 no such display or window, or Tesseract is missing
            """)

    @Argument(help: "The words, or /a regular expression/.")
    var text: String

    @Argument(help: "A PNG file; without one the display is looked at.", completion: .file())
    var file: String?

    @OptionGroup var place: SightOptions

    @Option(help: "Which of several places: from 1, from the top.")
    var nth: Int?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard nth.map({ $0 > 0 }) ?? true else { throw ValidationError("--nth counts from 1") }
    }

    func run() async throws {
        let target = try TextTarget(text)
        let look = try await place.look(at: file)
        let lines = try TextReader().lines(of: look.frame, in: look.area)
        let shown = lines.filter { look.shows($0.frame) }
        let found = try target.sighting(in: shown, nth: nth)
        if json { return Terminal.output.show(json: found, pretty: true) }
        Terminal.output.line("\(found.frame)  \(printable(found.text))")
    }
}
