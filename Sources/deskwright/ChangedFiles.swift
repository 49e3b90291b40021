import DeskwrightCore
import DeskwrightPrograms
import Foundation

/// The files of a git repository that are not as they were.
enum ChangedFiles {
    /// Absolute paths of files that differ from a commit, or that git does not know; of other repositories in it folders.
    ///
    /// - SeeAlso: git-diff(1), git-ls-files(1).
    static func since(_ commit: String) async throws -> Set<String> {
        let root = try await git("rev-parse --show-toplevel", commit)
            .trimmingCharacters(in: .newlines)
        // The commit is a word of the shell's environment: it cannot be a command.
        let changed = try await git(
            "diff --no-relative --name-only -z --end-of-options \"$COMMIT\" --", commit)
        let new = try await git(
            "-C \"$(git rev-parse --show-toplevel)\" ls-files --others --exclude-standard -z",
            commit)
        // A nested repository is a folder, and ends like one.
        return Set(
            (changed + new).split(separator: "\0").map { name in
                "\(root)/\(name.hasSuffix("/") ? name.dropLast() : name)"
            })
    }

    private static func git(_ arguments: String, _ commit: String) async throws -> String {
        var environment = ProcessInfo.processInfo.environment
        environment["COMMIT"] = commit
        let output = try await ShellCommand.run(
            CommandSpec(command: "git \(arguments)"), environment: environment,
            workingDirectory: FileManager.default.currentDirectoryPath, marker: .unique(),
            outputLimit: 1 << 24)
        guard output.exit == .exited(code: 0), !output.standardOutput.isTruncated else {
            throw UsageError(
                "--only-changed \(commit): \(output.standardError.lastLine)",
                hint: "it wants a git repository, and a commit that is in it")
        }
        return output.standardOutput.text
    }
}
