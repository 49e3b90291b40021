import DeskwrightCore
import DeskwrightPrograms
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightX11Backend

/// Runs a test on an Xvfb with other options than a private display has; it lets every local in.
func withXvfb(
    screen: String, _ options: [String] = [], _ body: (String) async throws -> Void
) async throws {
    try await withScratchFolder { folder in
        let number = try DisplayNumber()
        let group = ProgramGroup()
        var spec = ProgramSpec(
            id: "Xvfb", program: "Xvfb",
            arguments: [
                ":\(number.value)", "-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp",
                "-noreset",
            ] + options,
            environment: testEnvironment(home: folder), workingDirectory: folder,
            log: "\(folder)/Xvfb.log")
        spec.outputFile = "\(folder)/number"
        do {
            let server = try await group.start(spec)
            try await waitUntilReady(server, saying: "\(folder)/number")
            try await body(":\(number.value)")
        } catch {
            await group.stopAll()
            throw error
        }
        await group.stopAll()
        number.release()
    }
}

private func waitUntilReady(_ server: RunningProgram, saying file: String) async throws {
    _ = try await eventually {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return text.hasSuffix("\n") || !server.isRunning
    }
    let log = try String(contentsOfFile: server.log, encoding: .utf8)
    try #require(server.isRunning, "Xvfb did not start: \(log)")
}
