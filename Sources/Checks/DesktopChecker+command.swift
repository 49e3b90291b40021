import DeskwrightCore
import DeskwrightPrograms

extension DesktopChecker {
    /// Runs the command, for as long as the check may take but five seconds at least.
    ///
    /// A command that could not do its work is no answer: one that cannot start, takes too long, or
    /// that the shell does not find (127) or may not run (126), unless that very code is expected.
    /// Otherwise a slip of the pen would satisfy every `not`.
    ///
    /// - SeeAlso: sh(1), POSIX 2.8.2 (exit status for commands).
    func look(at check: CommandCheck, within limit: Duration) async -> Finding {
        let spec = CommandSpec(
            command: secrets.reveal(check.command), timeout: max(limit, .seconds(5)))
        let output: CommandOutput
        do {
            output = try await programs.run(
                spec, environment: environment, workingDirectory: workFolder)
        } catch .timedOut(_, let limit, let lastLine) {
            return Finding(
                .unknown, "it did not end within \(limit.inWords)" + words(for: lastLine))
        } catch {
            return Finding(.unknown, error.message)
        }
        let code = output.exit.shellCode
        guard code == check.exitCode else {
            let couldNotRun = code == nil || code == 126 || code == 127
            return Finding(couldNotRun ? .unknown : .unsatisfied, words(for: output))
        }
        guard !check.output.isEmpty else { return Finding(.satisfied, words(for: output)) }
        return TextLook(output.standardOutput.source, secrets).findLine(check.output)
    }

    private func words(for output: CommandOutput) -> String {
        let said = [output.standardError, output.standardOutput].map(\.lastLine)
            .first { !$0.isEmpty }
        return "it \(output.exit)" + words(for: said ?? "")
    }

    private func words(for lastLine: String) -> String {
        lastLine.isEmpty ? "" : "; the last it said was \(quoted(secrets.redact(lastLine)))"
    }
}

extension CapturedText {
    fileprivate var source: TextLook.Source {
        if isTruncated { return .beginning(text) }
        return .init(bytes: bytes)
    }
}
