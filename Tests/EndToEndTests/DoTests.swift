import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Foundation
import Subprocess
import SystemPackage
import Testing

/// Actions done by the built command.
struct DoTests {
    @Test func withSettleEachActionIsAnsweredByWhatItDid() async throws {
        let (outcome, presses) = try await run([
            "--settle", "click 210 170", "move 5 5", "press ctrl+a", "wait",
        ])
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        #expect(presses == [.left])
        let lines = outcome.output.split(separator: "\n")
        try #require(lines.count == 4)
        #expect(lines[0].hasPrefix("click 210 170: 3 pointer events; "))
        #expect(lines[0].contains(" pixels changed within "))
        #expect(lines[0].contains("; at rest after "))
        #expect(lines[1].hasPrefix("move 5 5: 1 pointer event; delivered, and nothing changed; "))
        #expect(lines[2].hasPrefix("press ctrl+a: 2 key presses; delivered, and nothing changed; "))
        #expect(lines[3].hasPrefix("wait: nothing to send; delivered, and nothing changed; "))
    }

    @Test func aProgramReadsReceiptsAsJSON() async throws {
        let (outcome, _) = try await run(["--json", "type \"ab\"", "click 5000 5"])
        #expect(outcome.code == 1)
        let lines = outcome.output.split(separator: "\n").map { Data($0.utf8) }
        try #require(lines.count == 2)
        let typed = try JSONDecoder().decode(Answer.self, from: lines[0])
        #expect(typed.action == "type \"ab\"" && typed.result == "delivered")
        #expect(typed.receipt == Receipt(keyPresses: 2, characters: 2))
        let refused = try JSONDecoder().decode(Answer.self, from: lines[1])
        #expect(refused.result == "refused" && refused.receipt == nil)
        #expect(refused.reason?.contains("5000") == true)
    }

    @Test func withoutEitherOnlyFaultsAreSaid() async throws {
        let (outcome, _) = try await run(["press a", "click 5000 5", "click 210 170"])
        #expect(outcome.code == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("error: click 5000 5: refused: "))
    }

    @Test(arguments: [["type \"ż漢\""], ["press U6F22"], ["type \"ж\"", "click 5000 5"]])
    func theKeyboardsMapIsAsItWasAfterwards(_ actions: [String]) async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            let before = try await witness.keyboardMap()
            try await withScratchFolder { folder async throws in
                _ = try await Program.run(
                    ["do", "--display", display.name] + actions, in: folder,
                    environment: ["XAUTHORITY": display.authorityFile])
            }
            #expect(try await witness.events().isEmpty == false)
            #expect(try await witness.keyboardMap() == before)
        }
    }

    /// SIGKILL leaves no time to tidy up: what comes next on the display does.
    @Test func theNextCommandMendsTheKeyboardOfOneThatWasKilled() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            let before = try await witness.keyboardMap()
            let many = String(
                String.UnicodeScalarView((0x4E00..<0x8E00).compactMap(Unicode.Scalar.init)))
            let arguments = ["do", "--display", display.name]
            let authority = ["XAUTHORITY": display.authorityFile]
            try await withScratchFolder { folder async throws in
                let killed = try await Subprocess.run(
                    .path(.init(Program.path)),
                    arguments: Arguments(arguments + ["type \"\(many)\""]),
                    environment: .custom(Program.customEnvironment(folder, authority)),
                    workingDirectory: .init(folder), input: .none, output: .discarded,
                    error: .discarded
                ) { execution in
                    let isLent = try await eventually { try await witness.keyboardMap() != before }
                    #expect(isLent)
                    try execution.send(signal: .kill)
                }
                #expect(Program.code(of: killed.terminationStatus) == 137)
                #expect(try await witness.keyboardMap() != before)
                let next = try await Program.run(
                    arguments + ["move 5 5"], in: folder, environment: authority)
                #expect(next.code == 0 && next.errors.isEmpty)
                #expect(try await witness.keyboardMap() == before)
                #expect(try await witness.stillDown() == [])
            }
        }
    }

    private struct Answer: Decodable {
        var action: String
        var result: String
        var reason: String?
        var receipt: Receipt?
    }

    private func run(
        _ arguments: [String]
    ) async throws -> (outcome: Program.Outcome, presses: [MouseButton]) {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            return try await withScratchFolder { folder async throws in
                let outcome = try await Program.run(
                    ["do", "--display", display.name] + arguments, in: folder,
                    environment: ["XAUTHORITY": display.authorityFile])
                return (outcome, try await witness.presses())
            }
        }
    }
}
