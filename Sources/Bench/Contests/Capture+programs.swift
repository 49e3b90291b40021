import DeskwrightCore
import DeskwrightX11Backend
import Foundation

extension CaptureContest {
    /// Programs that write the screen into a file, and one that does nothing.
    func programContestants(_ shown: ShownPicture) -> [Contestant] {
        let display = shown.stage.display.name
        let commands: [(String, [String])] = [
            (OwnName.program, [".build/release/deskwright", "shot", "--display", display]),
            ("scrot", ["scrot", "--overwrite"]),
            ("maim", ["maim", "--hidecursor"]),
            ("ImageMagick import", ["import", "-window", "root"]),
            (
                "ffmpeg x11grab",
                [
                    "ffmpeg", "-nostdin", "-f", "x11grab", "-draw_mouse", "0", "-video_size",
                    "\(shown.stage.size)", "-i", display, "-frames:v", "1", "-y",
                ]
            ),
            ("Python mss", python.arguments(["mss", "shot"])),
            ("Python pyautogui", python.arguments(["pyautogui", "shot"])),
        ]
        return commands.map { name, command in program(name, command, shown) } + [nothing(shown)]
    }

    private func program(
        _ name: String, _ command: [String], _ shown: ShownPicture
    ) -> Contestant {
        let file = shown.stage.folder + "/shot.png"
        let program = TimedProgram(
            arguments: command + [file], environment: shown.stage.environment)
        return Contestant(name: name) {
            unlink(file)
            var values = try program.run()
            values[.bytes] = Double(try readFile(file).count)
            return Reading(values, fault: try shown.fault(ofFile: file))
        }
    }

    private func nothing(_ shown: ShownPicture) -> Contestant {
        let program = TimedProgram(arguments: ["true"], environment: shown.stage.environment)
        return Contestant(name: "Floor: starting `true`") { Reading(try program.run()) }
    }
}

func readFile(_ path: String) throws(BenchError) -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw .noResult(of: path)
    }
    return data
}
