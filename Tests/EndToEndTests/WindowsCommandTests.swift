import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Foundation
import Testing

/// `deskwright windows`, on a screen with two windows.
struct WindowsCommandTests {
    @Test func windowsAreListedAndChanged() async throws {
        try await withPrivateDisplay { display in
            let low = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile, title: "Low \u{1B}[31m one")
            let high = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile, title: "",
                area: Rect(x: 150, y: 90, width: 200, height: 100))
            let id = "0x\(String(await low.id, radix: 16))"
            func windows(_ arguments: String...) async throws -> Program.Outcome {
                try await Program.run(
                    ["windows", "--display", display.name] + arguments, in: "/",
                    environment: display.environment)
            }
            let list = try await windows()
            #expect(list.code == 0, "\(list.errors)")
            let lines = list.output.split(separator: "\n")
            #expect(lines.count == 3 && lines[0].hasPrefix("ID "))
            #expect(lines[1].hasPrefix("0x\(String(await high.id, radix: 16)) "))
            #expect(lines[2].hasPrefix(id) && lines[2].hasSuffix("Low \u{FFFD}[31m one"))

            let moved = try await windows("Low", "--focus", "--raise", "--move", "40,50", "--json")
            #expect(moved.code == 0, "\(moved.errors)")
            let json = try JSONSerialization.jsonObject(with: Data(moved.output.utf8))
            let window = try #require((json as? [[String: Any]])?.first)
            #expect(window["isActive"] as? Bool == true)
            #expect((window["frame"] as? [String: Int])?["x"] == 40)
            let closed = try await windows(id, "--close")
            #expect(closed.code == 0 && closed.output.isEmpty, "\(closed.errors)")
            #expect(try await eventually { try await low.events().contains(.closed) })
            let gone = try await windows(id, "--raise")
            #expect(gone.code == 3)
            #expect(gone.errors.contains("there is no window \(id)"))
            let unknown = try await windows("No such title")
            #expect(unknown.code == 3)
        }
    }

    @Test(arguments: [
        ["windows", "--focus"], ["windows", "Editor", "--focus"],
        ["windows", "--display", ":1", "Editor", "--move", "40"],
    ])
    func aWrongCommandLineIsAUsageError(arguments: [String]) async throws {
        let outcome = try await Program.run(arguments, in: "/", environment: ["DISPLAY": ":1"])
        #expect(outcome.code == 2, "\(outcome.output)\(outcome.errors)")
    }
}
