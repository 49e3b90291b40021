import DeskwrightPrograms
import DeskwrightTestSupport
import Foundation

extension ProgramSpec {
    /// A shell script that logs to `<folder>/log`.
    static func shell(_ script: String, id: String = "script", in folder: String) -> ProgramSpec {
        ProgramSpec(
            id: id, program: "sh", arguments: ["-c", script],
            environment: ["PATH": "/usr/bin:/bin"], workingDirectory: folder, log: folder + "/log")
    }
}

/// Gives a test a group and a folder, and ends all that it left running.
func withPrograms(_ body: (ProgramGroup, String) async throws -> Void) async throws {
    try await withScratchFolder { folder in
        let group = ProgramGroup()
        do {
            try await body(group, folder)
        } catch {
            await group.stopAll(grace: .zero)
            throw error
        }
        await group.stopAll(grace: .zero)
    }
}

func text(of path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
}
