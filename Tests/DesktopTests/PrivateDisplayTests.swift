import DeskwrightCore
import DeskwrightPrograms
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightX11Backend

@Suite struct PrivateDisplayTests {
    @Test func itHasTheSizeAndDensityThatWereAskedFor() async throws {
        try await withScratchFolder { folder in
            let display = try await PrivateDisplay.start(
                size: Size(width: 1440, height: 720), dotsPerInch: 144, windowManager: nil,
                folder: folder, environment: testEnvironment(home: folder))
            let answer = try await client("xdpyinfo", of: display, in: folder)
            await display.stop()
            // The server counts in whole millimetres: 254 by 127.
            let lines = answer.standardOutput.text.split(separator: "\n")
                .filter { $0.contains("dimensions") || $0.contains("resolution") }
            #expect(
                lines == [
                    "  dimensions:    1440x720 pixels (254x127 millimeters)",
                    "  resolution:    144x144 dots per inch",
                ])
        }
    }

    @Test func twoAtOnceAreTwoDisplays() async throws {
        try await withPrivateDisplay { one in
            try await withPrivateDisplay { other in
                #expect(one.number != other.number)
                #expect(one.cookie != other.cookie)
                #expect(one.environment["XDG_RUNTIME_DIR"] != other.environment["XDG_RUNTIME_DIR"])
                #expect(one.failure == nil && other.failure == nil)
            }
        }
    }

    @Test func onlyItsCookieLetsAClientIn() async throws {
        try await withPrivateDisplay(windowManager: nil) { display in
            let number = display.number
            #expect(probe(number, display.cookie)?.answer == .accepted)
            let reason = PrivateDisplayReadiness.Answer.refused(
                reason: "Authorization required, but no authorization protocol specified\n")
            #expect(probe(number, [])?.answer == reason)
            let wrong = [UInt8](repeating: 7, count: 16)
            let answer = try #require(probe(number, wrong)).answer
            #expect(answer != .accepted)
        }
    }

    @Test func otherProgramsNeedTheCookieToo() async throws {
        try await withPrivateDisplay(windowManager: nil) { display in
            try await withScratchFolder { folder in
                let welcome = try await client("xdpyinfo", of: display, in: folder)
                #expect(welcome.exit == .exited(code: 0))
                let command = "XAUTHORITY=/dev/null xdpyinfo"
                #expect(try await client(command, of: display, in: folder).exit != welcome.exit)
            }
        }
    }

    @Test func itsFilesAreItsOwnersAlone() async throws {
        try await withPrivateDisplay(windowManager: nil) { display in
            #expect(try mode(of: display.authorityFile) == 0o600)
            let runtimeFolder = try #require(display.environment["XDG_RUNTIME_DIR"])
            #expect(try mode(of: runtimeFolder) == 0o700)
            #expect(try mode(of: (runtimeFolder as NSString).deletingLastPathComponent) == 0o700)
        }
    }

    @Test func aWindowManagerIsReadyWhenItHasStarted() async throws {
        try await withPrivateDisplay { display in
            let connection = try #require(probe(display.number, display.cookie))
            #expect(connection.hasWindowManager)
            #expect(connection.hasReadyWindowManager)
        }
    }

    @Test func withoutAWindowManagerThereIsNone() async throws {
        try await withPrivateDisplay(windowManager: nil) { display in
            let connection = try #require(probe(display.number, display.cookie))
            #expect(!connection.hasWindowManager)
            #expect(!connection.hasReadyWindowManager)
        }
    }

    @Test func appsHaveASessionBus() async throws {
        try await withPrivateDisplay(windowManager: nil) { display in
            try await withScratchFolder { folder in
                let command = """
                    dbus-send --session --print-reply --dest=org.freedesktop.DBus \
                    /org/freedesktop/DBus org.freedesktop.DBus.GetId
                    """
                let answer = try await client(command, of: display, in: folder)
                #expect(answer.exit == .exited(code: 0), "\(answer.standardError.text)")
            }
        }
    }

    @Test func nothingIsLeftWhenItIsStopped() async throws {
        let display = try await withPrivateDisplay { display in
            let names = ProcessTable.processes(of: [display.marker]).map(\.name).sorted()
            #expect(names == ["Xvfb", "dbus-daemon", "openbox"])
            return display
        }
        #expect(ProcessTable.processes(of: [display.marker]).isEmpty)
        // Not simply gone: the number may be another display's by now.
        #expect(probe(display.number, display.cookie)?.answer != .accepted)
        let folder = (display.authorityFile as NSString).deletingLastPathComponent
        #expect(!FileManager.default.fileExists(atPath: folder))
        #expect(await display.stop().isEmpty)
    }

    @Test func aServerThatDiesIsSeenAndLeavesNothing() async throws {
        try await withPrivateDisplay { display in
            let processes = ProcessTable.processes(of: [display.marker])
            let server = try #require(processes.first { $0.name == "Xvfb" })
            kill(server.processID, SIGKILL)
            #expect(try await eventually { display.failure != nil })
            #expect(display.failure?.message.contains("Xvfb was ended by signal 9") == true)
            await display.stop()
            #expect(ProcessTable.processes(of: [display.marker]).isEmpty)
            // Not simply gone: the number may be another display's by now.
            #expect(probe(display.number, display.cookie)?.answer != .accepted)
        }
    }

    private func probe(_ number: Int, _ cookie: [UInt8]) -> PrivateDisplayReadiness? {
        PrivateDisplayReadiness(number: number, cookie: cookie)
    }

    private func client(
        _ command: String, of display: PrivateDisplay, in folder: String
    ) async throws -> CommandOutput {
        let environment = testEnvironment(home: folder).merging(display.environment) { $1 }
        return try await ShellCommand.run(
            CommandSpec(command: command), environment: environment, workingDirectory: folder,
            marker: .unique())
    }

    private func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }
}
