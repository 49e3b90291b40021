import DeskwrightCore
import DeskwrightPrograms
import DeskwrightTestSupport
import DeskwrightX11Backend

/// The keyboard of a display as other programs see and set it.
extension PrivateDisplay {
    /// All of the keyboard's map, with its types, levels and groups, as xkbcomp(1) writes it.
    func keyboardMap() async throws -> String {
        try await keyboardCommand("xkbcomp -w 0 -xkb \(name) -")
    }

    /// Sets a layout as a user would, with the options of setxkbmap(1).
    func setLayout(_ options: String) async throws {
        _ = try await keyboardCommand("setxkbmap \(options)")
    }

    private func keyboardCommand(_ command: String) async throws -> String {
        let output = try await ShellCommand.run(
            CommandSpec(command: command, timeout: .seconds(30)),
            environment: testEnvironment(home: "/").merging(environment) { $1 },
            workingDirectory: "/", marker: .unique())
        guard output.exit.isSuccess else { throw KeyboardFailure(output: output) }
        return output.standardOutput.text
    }
}

struct KeyboardFailure: Error {
    var output: CommandOutput
}
