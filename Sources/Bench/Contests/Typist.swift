import DeskwrightCore
import DeskwrightX11Backend

/// One way to type a text.
struct Typist {
    var name: String
    /// Returns when it holds all to be sent.
    var type: (Stage) async throws -> Void

    static let ownName = "Deskwright, in process"
    static let programName = "`deskwright do`"
}

extension TypingContest {
    func typists(of text: String) -> [Typist] {
        [
            Typist(name: Typist.ownName) { stage in
                guard try await stage.desktop.perform(.type(text)).isDelivered else {
                    throw BenchError.noResult(of: "typing")
                }
            },
            program(Typist.programName) { stage in
                [
                    ".build/release/deskwright", "do", "--display", stage.display.name,
                    Action.type(text).description,
                ]
            },
            program("xdotool type") { _ in ["xdotool", "type", "--", text] },
            program("xdotool type --delay 0") { _ in
                ["xdotool", "type", "--delay", "0", "--", text]
            },
            resident("pynput", text), resident("pyautogui", text),
        ]
    }

    private func program(
        _ name: String, _ command: @escaping (Stage) -> [String]
    ) -> Typist {
        Typist(name: name) { stage in
            let program = TimedProgram(
                arguments: command(stage), environment: stage.environment)
            _ = try program.run()
        }
    }

    private func resident(_ library: String, _ text: String) -> Typist {
        let hex = text.utf8.map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        var process: ResidentPython?
        return Typist(name: "Python \(library)") { stage in
            let python =
                try process
                ?? ResidentPython(self.python, library: library, environment: stage.environment)
            process = python
            _ = try python.call("type \(hex)")
        }
    }
}
