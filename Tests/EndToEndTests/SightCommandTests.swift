import DeskwrightTestSupport
import DeskwrightX11Backend
import Foundation
import Testing

/// `deskwright read` and `deskwright find`.
struct SightCommandTests {
    private let menu = Repository.path("fixtures/screens/mousepad.png")

    @Test func aPicturesLinesArePrintedWithTheirPlaces() async throws {
        let outcome = try await Program.run(["read", menu], in: "/")
        #expect(outcome.code == 0, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.contains { $0.hasSuffix("  New From Template") })
        #expect(lines.allSatisfy { $0.firstMatch(of: /^[0-9]+x[0-9]+\+[0-9]+\+[0-9]+  \S/) != nil })

        let json = try await Program.run(["read", menu, "--json"], in: "/")
        let list = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        #expect((list as? [[String: Any]])?.count == lines.count)
    }

    @Test func aTextIsFoundAtItsPlace() async throws {
        let outcome = try await Program.run(["find", "open  Recent", menu], in: "/")
        #expect(outcome.code == 1 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("error: \"open Recent\" is not to be seen"))
        #expect(outcome.errors.contains("hint: most like it:\n  \"Open Recent\" at "))
        let found = try await Program.run(["find", "Open  Recent", menu], in: "/")
        #expect(found.code == 0, "\(found.errors)")
        #expect(found.output.hasSuffix("  Open Recent\n"))
    }

    @Test func severalPlacesAreShownUnlessOneIsMeant() async throws {
        let outcome = try await Program.run(["find", "/Close|Reload/", menu], in: "/")
        #expect(outcome.code == 1)
        #expect(outcome.errors.contains("is to be seen 3 times:\n  \"Reload\" at "))
        let second = try await Program.run(
            ["find", "/Close|Reload/", menu, "--nth", "2", "--json"], in: "/")
        #expect(second.code == 0, "\(second.errors)")
        #expect(second.output.contains("\"text\" : \"Close\""))
    }

    @Test(arguments: [
        ["find", "/(/"], ["find", " "], ["find", "OK", "--nth", "0"], ["read", "/no/such.png"],
        ["read", "--window", "x"], ["read", "a.png", "--display", ":1"],
    ])
    func whatCannotBeDoneIsSaid(arguments: [String]) async throws {
        let outcome = try await Program.run(arguments, in: "/")
        #expect(outcome.code == 2, "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("error: ") || outcome.errors.hasPrefix("Error: "))
    }

    @Test func withoutDataForTheLanguageItIsSaidWhatIsMissing() async throws {
        let outcome = try await Program.run(
            ["read", menu], in: "/", environment: ["TESSDATA_PREFIX": "/no/such/folder"])
        #expect(outcome.code == 3)
        #expect(outcome.errors.contains("no data for \"eng\" in /no/such/folder, which"))
        #expect(outcome.errors.contains("hint: unset TESSDATA_PREFIX, or install"))
        #expect(outcome.errors.split(separator: "\n").count == 2)
    }

    @Test func aWindowsTextIsReadOnTheScreen() async throws {
        try await withPrivateDisplay { display in
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile, title: "Plain")
            func read(_ arguments: String...) async throws -> Program.Outcome {
                try await Program.run(
                    ["read", "--display", display.name] + arguments, in: "/",
                    environment: display.environment)
            }
            let all = try await read()
            #expect(all.code == 0, "\(all.errors)")
            #expect(all.output.contains("Plain"))
            // The title is the window manager's.
            let window = try await read("--window", "Plain")
            #expect(window.code == 0 && !window.output.contains("Plain"))
            #expect(try await read("--window", "\(await witness.id)").code == 0)
            let unknown = try await read("--window", "No such title")
            #expect(unknown.code == 3)
        }
    }
}
