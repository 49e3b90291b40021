import DeskwrightCore

/// Task files, version 1 of the grammar: YAML in, a checked task or every fault out.
package enum TaskFile {
    /// Reads the task at a path.
    ///
    /// - Parameters:
    ///   - path: Relative to the current folder; files that the task names are beside it.
    ///   - environment: What `${{ env.X }}` stands for.
    /// - Returns: A task whose files are there and whose values are within their bounds.
    /// - Throws: All faults of the file, in the order of its lines.
    package static func read(
        path: String, environment: [String: String]
    ) throws(FileFaults) -> TaskSpec {
        try parse(text: TextFile.read(path: path), path: path, environment: environment)
    }

    /// Reads the text of a task that stands, or might stand, at a path.
    package static func parse(
        text: String, path: String, environment: [String: String]
    ) throws(FileFaults) -> TaskSpec {
        var task = try YAMLFile.parse(text: text, path: path) { root in
            TaskReader(folder: FilePaths.folder(of: path), file: path)
                .task(root, environment: environment)
        }
        task.source = text
        return task
    }
}

/// Reads the maps of a task; each method takes one value and reports what is wrong with it.
struct TaskReader {
    /// What relative paths begin at; absolute.
    let folder: String
    let file: String

    func task(_ root: YAMLValue, environment: [String: String]) -> TaskSpec? {
        root.reading.references = References(environment: environment)
        guard let fields = root.fields(.task), isKnownVersion(fields) else { return nil }
        let secretNames = distinct(fields["secrets"]) { $0.name(.variable) }
        root.reading.references = References(
            environment: environment, secretNames: Set(secretNames))

        let name = fields["name"].flatMap(taskName)
        let goal = fields["goal"].flatMap(goal)
        var task = TaskSpec(name: name ?? "", file: file)
        task.summary = fields["description"]?.string()
        task.tags = distinct(fields["tags"]) { $0.name(.identifier) }
        task.timeout = fields["timeout"]?.duration()
        task.settleLimit = fields["settle"]?.duration()
        task.environment = fields["env"].map(variables) ?? [:]
        task.secretNames = secretNames
        task.display = fields["display"].flatMap(display) ?? DisplaySpec()
        task.files = fields["files"].map(files) ?? []
        task.setup = items(of: fields["setup"], command)
        task.apps = fields["apps"].map(apps) ?? []
        task.goal = goal
        task.model = fields["model"].flatMap(model) ?? ModelSpec()
        task.budget = fields["budget"].flatMap { TaskReader.budget($0) } ?? Budget()
        task.approval = fields["approve"].flatMap(approval) ?? ApprovalPolicy()
        let appIDs = Set(task.apps.map(\.id))
        task.expectations = items(of: fields["expect"]) { check($0, appIDs: appIDs) }
        task.teardown = items(of: fields["teardown"]) { teardown($0, appIDs: appIDs) }
        reportAppsOnMock(task, fields)
        return name == nil || goal == nil ? nil : task
    }

    private func isKnownVersion(_ fields: YAMLFields) -> Bool {
        guard let version = fields["version"] else { return true }
        guard let number = version.int() else { return false }
        guard number == 1 else {
            version.fault("version \(number) is not known", hint: "this program reads version 1")
            return false
        }
        return true
    }

    private func taskName(_ value: YAMLValue) -> String? {
        guard let name = value.filledString() else { return nil }
        let isControlFree = !name.unicodeScalars.contains {
            $0.properties.generalCategory == .control
        }
        guard name.count <= 100, isControlFree else {
            value.fault("\(value.label) must be one line of at most 100 characters")
            return nil
        }
        return name
    }

    private func goal(_ value: YAMLValue) -> String? {
        guard let goal = value.secretBearingString() else { return nil }
        guard goal.contains(where: { !$0.isWhitespace }) else {
            value.fault("\(value.label) is empty", hint: "say what is to be done")
            return nil
        }
        return goal
    }

    /// A drawn screen answers by itself: no program can show a window on it.
    private func reportAppsOnMock(_ task: TaskSpec, _ fields: YAMLFields) {
        guard case .mock = task.display.place, !task.apps.isEmpty else { return }
        fields.fault(
            at: "apps", "a mock display has no apps",
            hint: "take out \"apps\", or \"mock\" for a private X server")
    }

    // MARK: Lists and maps

    /// What can be read of a list's items.
    func items<Item>(of list: YAMLValue?, _ read: (YAMLValue) -> Item?) -> [Item] {
        list?.list()?.compactMap(read) ?? []
    }

    /// Words that may stand in a list once each.
    func distinct(_ list: YAMLValue?, _ read: (YAMLValue) -> String?) -> [String] {
        var words: [String] = []
        for item in list?.list() ?? [] {
            guard let word = read(item) else { continue }
            if words.contains(word) {
                item.fault("\(shown(word)) is in the list twice", hint: "keep one of the two")
            } else {
                words.append(word)
            }
        }
        return words
    }

    /// Environment variables; their values may refer to secrets.
    func variables(_ value: YAMLValue) -> [String: String] {
        var variables: [String: String] = [:]
        for (key, value) in value.entries() ?? [] {
            guard let name = key.name(.variable) else { continue }
            variables[name] = value.secretBearingString()
        }
        return variables
    }
}
