import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import DeskwrightX11Backend
import Foundation
import Subprocess
import SystemPackage
import Testing

/// Pictures taken by the built command.
struct ShotTests {
    @Test func theWholeScreenIsWrittenAsAPNGFile() async throws {
        try await withShots { shots in
            let frame = try await shots.frame([])
            #expect(frame.size == Size(width: 640, height: 480))
            for (point, color) in shots.witness.knownPixels { #expect(frame[point] == color) }
            let result = try await Subprocess.run(
                .path(.init(Program.path)), arguments: ["shot", "-"],
                environment: .custom(
                    Program.customEnvironment(shots.folder, shots.environment)),
                input: .none, output: .bytes(limit: 1 << 20), error: .discarded)
            #expect(try PNGDecoder.decode(result.standardOutput) == frame)
        }
    }

    @Test func partsOfTheScreenAreChosenByOptions() async throws {
        try await withShots { shots in
            let area = shots.witness.area
            let id = "0x" + String(await shots.witness.id, radix: 16)
            let region = "\(area.width)x\(area.height)+\(area.x)+\(area.y)"
            let byRegion = try await shots.frame(["--region", region])
            #expect(byRegion.size == area.size)
            #expect(try await shots.frame(["--window", id]) == byRegion)
            #expect(try await shots.frame(["--window", "itne"]) == byRegion)
            #expect(try await shots.frame(["--window", "Witness", "--frame"]) == byRegion)
            let whole = try await shots.frame([])
            #expect(try await shots.frame(["--monitor", "0"]) == whole)
            #expect(try await shots.frame(["--monitor", "screen"]) == whole)
            #expect(try await shots.frame(["--cursor"]) != whole)
        }
    }

    @Test func whatIsNotThereIsSaidWithWhatIs() async throws {
        try await withShots { shots in
            let id = String(await shots.witness.id, radix: 16)
            let cases = [
                (["--window", "Editor"], "hint: there is 0x\(id) \"Witness\""),
                (["--window", "0x123"], "error: there is no window 0x123 any more"),
                (["--monitor", "DP-7"], "hint: there is 0: screen 640x480+0+0"),
                (["--region", "10x10+635+0"], "error: the region 10x10+635+0 does not lie on"),
                (["--display", ":4711"], "no X server listens"),
            ]
            for (arguments, message) in cases {
                let outcome = try await shots.run(arguments + ["shot.png"])
                #expect(outcome.code == 3)
                #expect(outcome.errors.contains(message), "\(outcome.errors)")
                #expect(try shots.files().isEmpty)
            }
        }
    }

    @Test(arguments: [
        ["--region", "10x10"], ["--region", "axb+0+0"], ["--region", "1x1+0+99999999999"],
        ["--region", "1x1+0+0", "--monitor", "0"], ["--window", "x", "--monitor", "0"],
        ["--frame"],
    ])
    func optionsThatMakeNoSenseAreAUsageError(_ arguments: [String]) async throws {
        try await withScratchFolder { folder in
            let outcome = try await Program.run(
                ["shot", "--display", ":1"] + arguments, in: folder)
            #expect(outcome.code == 2)
            #expect(outcome.errors.hasPrefix("error: "))
        }
    }

    @Test func aFileIsReplacedAsAWholeAndALinkStaysALink() async throws {
        try await withShots { shots in
            let (real, link) = (shots.folder + "/real.png", shots.folder + "/link.png")
            try write("old", to: real)
            chmod(real, 0o640)
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: "real.png")
            #expect(try await shots.run(["link.png"]).code == 0)
            #expect(try PNGDecoder.decode(bytes(real)).size == Size(width: 640, height: 480))
            #expect(
                try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.png")
            let mode = try FileManager.default.attributesOfItem(atPath: real)[.posixPermissions]
            #expect(mode as? Int == 0o640)
            #expect(try shots.files() == ["link.png", "real.png"])
        }
    }

    @Test(arguments: ["no/such/folder.png", "/dev/full"])
    func aPlaceThatCannotBeWrittenToIsAnError(_ file: String) async throws {
        try await withShots { shots in
            let outcome = try await shots.run([file])
            #expect(outcome.code == 3)
            #expect(outcome.errors.contains("error: cannot write \(file): "))
            #expect(try shots.files().isEmpty)
        }
    }

    /// Takes pictures of a screen with a witness on it into a folder.
    struct Shots {
        let display: PrivateDisplay
        let witness: WitnessWindow
        let folder: String

        func run(_ arguments: [String]) async throws -> Program.Outcome {
            try await Program.run(
                ["shot"] + arguments, in: folder,
                environment: environment)
        }

        var environment: [String: String] {
            ["DISPLAY": display.name, "XAUTHORITY": display.authorityFile]
        }

        func frame(_ arguments: [String]) async throws -> Frame {
            let outcome = try await run(arguments + ["shot.png"])
            try #require(outcome.code == 0, "\(outcome.errors)")
            return try PNGDecoder.decode(bytes(folder + "/shot.png"))
        }

        func files() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        }
    }

    private func withShots(_ body: (Shots) async throws -> Void) async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            try await withScratchFolder { folder async throws in
                try await body(
                    Shots(
                        display: display,
                        witness: WitnessWindow.show(
                            on: display.name, authority: display.authorityFile),
                        folder: folder))
            }
        }
    }
}

private func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
}
