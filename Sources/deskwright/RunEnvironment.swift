import DeskwrightCore
import Foundation

/// The variables that a run sees, and its secrets.
struct RunEnvironment: Sendable {
    /// The process's own environment with `-e` on top: what `${{ env.X }}` means.
    let variables: [String: String]
    let secrets: Secrets
    private let secretValues: [String: String]

    init(settings: [String], secretFile: String?, process: [String: String]) throws {
        var variables = process
        for setting in settings {
            let (name, value) = try RunEnvironment.split(setting, of: "what is given to -e")
            variables[name] = value
        }
        self.variables = variables
        var values = variables
        if let secretFile {
            values.merge(try RunEnvironment.readSecrets(secretFile)) { $1 }
        }
        secretValues = values
        secrets = Secrets(nameless: RunEnvironment.keys(variables))
    }

    private init(variables: [String: String], secretValues: [String: String], names: [String]) {
        self.variables = variables
        self.secretValues = secretValues
        secrets = Secrets(
            secretValues.filter { names.contains($0.key) },
            nameless: RunEnvironment.keys(variables))
    }

    /// The service's keys, which no task refers to and nothing may show.
    private static func keys(_ variables: [String: String]) -> [String] {
        ["OPENAI_API_KEY", "OPENAI_ADMIN_KEY"].compactMap {
            variables[$0]?.trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    /// The same with the secrets that a task names; every one has to have a value.
    func withSecrets(of task: TaskSpec) throws(UsageError) -> RunEnvironment {
        for name in task.secretNames where (secretValues[name] ?? "").isEmpty {
            throw UsageError(
                "\(task.file): the secret \(name) has no value",
                hint: "export \(name), or give it in --secret-file")
        }
        return withSecrets(task.secretNames)
    }

    /// The same with those of the named secrets that have a value.
    func withSecrets(_ names: [String]) -> RunEnvironment {
        RunEnvironment(variables: variables, secretValues: secretValues, names: names)
    }

    /// A variable that sets something; an empty one sets nothing.
    func setting(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What programs inherit: on a private screen only what they need, on a person's own display
    /// all but the keys.
    func forPrograms(isPrivate: Bool, secretNames: [String]) -> [String: String] {
        var inherited = variables.filter { name, _ in
            let isOurs = ["OPENAI_", "DESKWRIGHT_"].contains { name.hasPrefix($0) }
            let isNeeded = RunEnvironment.inheritedNames.contains(name) || name.hasPrefix("LC_")
            return !isOurs && !secretNames.contains(name) && (!isPrivate || isNeeded)
        }
        // Without a UTF-8 locale toolkits cannot take most characters.
        if inherited["LANG"] == nil && inherited["LC_ALL"] == nil {
            inherited["LANG"] = "C.UTF-8"
        }
        return inherited
    }

    private static let inheritedNames: Set<String> = [
        "PATH", "USER", "LOGNAME", "SHELL", "TERM", "LANG", "LANGUAGE", "TZ", "TMPDIR",
        "XDG_DATA_DIRS", "XDG_CONFIG_DIRS", "LD_LIBRARY_PATH",
    ]

    private static func readSecrets(_ path: String) throws(UsageError) -> [String: String] {
        var values: [String: String] = [:]
        let lines = try secretText(path)
            .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
            let (name, value) = try split(trimmed, of: "line \(index + 1) of \(quoted(path))")
            values[name] = value
        }
        return values
    }

    private static func secretText(_ path: String) throws(UsageError) -> String {
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw UsageError(
                "cannot read the secret file \(quoted(path)): \(error.systemReason)",
                hint: "check the path; it is relative to the current folder")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw UsageError(
                "the secret file \(quoted(path)) is not UTF-8 text", hint: "save it as UTF-8")
        }
        return text
    }

    private static func split(
        _ setting: String, of origin: String
    ) throws(UsageError) -> (name: String, value: String) {
        let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else {
            // The line may hold a secret: it is not shown.
            throw UsageError(
                "\(origin) is not KEY=VALUE",
                hint: "write a name, \"=\" and its value; the text is not shown, it may be a secret"
            )
        }
        return (String(parts[0]), String(parts[1]))
    }
}
