import ArgumentParser
import DeskwrightCore
import DeskwrightImages
import DeskwrightX11Backend
import Foundation

struct ShotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shot",
        abstract: "Take a picture of a screen or a part of it, as a PNG file.",
        discussion: """
            Without more, the whole screen. A window is pictured with its own pixels, also \
            where others cover it or the screen ends; of several that have the words in their \
            titles it is the topmost. The file is written whole or not at all.

            EXAMPLES
              deskwright shot screen.png
              deskwright shot --monitor HDMI-1 --cursor right.png
              deskwright shot --window Mousepad --frame editor.png
              deskwright shot --region 400x300+20+10 part.png
              deskwright shot --display :1 - | feh -

            EXIT CODES
              0 written   2 usage
              3 no such display, window or monitor; or the file was not written
            """)

    @Argument(help: "The file to write; - is standard output.", completion: .file())
    var file = "screen.png"

    @OptionGroup var area: CaptureOptions

    @Flag(help: "Draw the pointer in.")
    var cursor = false

    @Option(help: "The display. (default: $DISPLAY)")
    var display: String?

    func run() async throws {
        guard let name = display ?? getenv("DISPLAY").map({ String(cString: $0) }), !name.isEmpty
        else {
            throw UsageError(
                "no display is named", hint: "give --display :N, or set DISPLAY")
        }
        let picture = try await X11Desktop.picture(
            of: area.area(), on: name, withPointer: cursor
        ) { PNGBand($0) }
        try OutputFile(path: file).write(
            PNGEncoder.file(size: picture.size, bands: picture.bands))
    }
}
