import Core
import Foundation
import Programs
import TestSupport
import Testing

/// Runs a test on an Xvfb with other options than a private display has; it lets every local in.
func withXvfb(
    screen: String, _ options: [String] = [], _ body: (String) async throws -> Void
) async throws {
    try await withScratchFolder { folder in
        let group = ProgramGroup()
        var spec = ProgramSpec(
            id: "Xvfb", program: "Xvfb",
            arguments: ["-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp", "-noreset"]
                + options,
            environment: testEnvironment(home: folder), workingDirectory: folder,
            log: "\(folder)/Xvfb.log")
        spec.outputFile = "\(folder)/number"
        do {
            let server = try await group.start(spec)
            let number = try await number(in: "\(folder)/number", from: server)
            try await body(":\(number)")
        } catch {
            await group.stopAll()
            throw error
        }
        await group.stopAll()
    }
}

private func number(in file: String, from server: RunningProgram) async throws -> Int {
    var number: Int?
    _ = try await eventually {
        // The file is not there, or not whole, until the server is ready.
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        number = text.hasSuffix("\n") ? Int(text.dropLast()) : nil
        return number != nil || !server.isRunning
    }
    let log = try String(contentsOfFile: server.log, encoding: .utf8)
    return try #require(number, "Xvfb did not start: \(log)")
}
