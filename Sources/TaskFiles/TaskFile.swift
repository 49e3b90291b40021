import DeskwrightCore

/// Task files, version 1 of the grammar: YAML in, a checked task or every fault out.
package enum TaskFile {
    /// Reads the task at a path.
    ///
    /// - Parameters:
    ///   - path: Relative to the current folder; files that the task names are beside it.
    ///   - environment: What `${{ env.X }}` stands for.
    /// - Returns: A task for each combination of the file's matrix, one where it has none; its files
    ///   are there and its values are within their bounds.
    /// - Throws: All faults of the file, in the order of its lines.
    package static func read(
        path: String, environment: [String: String]
    ) throws(FileFaults) -> [TaskSpec] {
        try parse(text: TextFile.read(path: path), path: path, environment: environment)
    }

    /// Reads the text of a task that stands, or might stand, at a path.
    package static func parse(
        text: String, path: String, environment: [String: String]
    ) throws(FileFaults) -> [TaskSpec] {
        let tasks = try YAMLFile.parse(text: text, path: path) { root in
            TaskReader(file: path).tasks(root, environment: environment)
        }
        return tasks.map {
            var task = $0
            task.source = text
            return task
        }
    }
}

/// Reads the maps of a task; each method takes one value and reports what is wrong with it.
struct TaskReader {
    /// What relative paths begin at; absolute.
    var folder: String
    /// As messages show it.
    var file: String
    /// Where the task's pictures of before are; absolute.
    let snapshotFolder: String
    /// What tells the pictures of one combination from those of others: `-foo-2`.
    var variantSuffix = ""
    /// Where it is known before the task runs.
    var screenSize: Size?
    /// Whether what a model is told has to be sentences that the reader knows.
    var isForReader = false

    init(file: String) {
        self.file = file
        folder = FilePaths.folder(of: file)
        snapshotFolder = folder + "/" + FilePaths.name(file) + "-snapshots"
    }

    /// A task for each combination of the matrix.
    func tasks(_ root: YAMLValue, environment: [String: String]) -> [TaskSpec]? {
        root.reading.references = References(environment: environment)
        guard let fields = root.fields(.task), isKnownVersion(fields) else { return nil }
        let secretNames = distinct(fields["secrets"]) { $0.name(.variable) }
        let tasks = combinations(of: fields["matrix"]).map { combination -> TaskSpec? in
            root.reading.references = References(
                environment: environment, secretNames: Set(secretNames),
                matrix: Dictionary(combination.map { ($0.name, $0.value) }) { $1 })
            var reader = self
            reader.variantSuffix = combination.map(\.value).variantSuffix
            return reader.task(fields, secretNames, combination)
        }
        return tasks.contains { $0 == nil } ? nil : tasks.compactMap { $0 }
    }

    private func task(
        _ fields: YAMLFields, _ secretNames: [String], _ variant: [MatrixValue]
    ) -> TaskSpec? {
        let name = fields["name"].flatMap(taskName)
        let goal = fields["goal"].flatMap(goal)
        let values = variant.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
        var task = TaskSpec(name: (name ?? "") + (values.isEmpty ? "" : " (\(values))"), file: file)
        task.variant = variant
        task.locks = distinct(fields["locks"]) { $0.name(.identifier) }
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
        if task.model.source == .reader, let goal, let value = fields["goal"] {
            checkSentences(of: goal, value)
        }
        task.budget = fields["budget"].flatMap { TaskReader.budget($0) } ?? Budget()
        task.approval = fields["approve"].flatMap(approval) ?? ApprovalPolicy()
        task.retries = fields["retries"]?.int(in: 0...10) ?? 0
        var reader = self
        reader.screenSize = task.display.knownSize
        reader.isForReader = task.model.source == .reader
        var scope = StepScope(
            appIDs: Set(task.apps.map(\.id)), file: folder + "/" + FilePaths.name(file))
        task.steps = fields["steps"].map { reader.steps($0, &scope) } ?? []
        task.usedFiles = scope.usedFiles
        // What a script costs its own steps say.
        if !task.steps.isEmpty, fields["budget"] == nil { task.budget.steps = nil }
        // Nothing makes them known to what is not a step.
        fields.map.reading.references?.runTimeNames = []
        let appIDs = scope.appIDs
        task.expectations = items(of: fields["expect"]) { reader.check($0, appIDs: appIDs) }
        task.teardown = items(of: fields["teardown"]) { teardown($0, appIDs: appIDs) }
        reportAppsOnMock(task, fields)
        guard fields["goal"] != nil || fields["steps"] != nil else {
            fields.map.fault(
                "the file needs \"goal\" or \"steps\"",
                hint:
                    "say in \"goal\" what a model is to do, or name \"steps\" for a run without one"
            )
            return nil
        }
        if let steps = fields["steps"], steps.list()?.isEmpty ?? false {
            steps.fault("\"steps\" is empty", hint: "give it steps, or take it out")
        }
        return name == nil || fields["goal"] != nil && goal == nil ? nil : task
    }

    /// Names and values, every value of one name with every one of the others; in the file's order.
    private func combinations(of matrix: YAMLValue?) -> [[MatrixValue]] {
        var combinations: [[MatrixValue]] = [[]]
        for (key, value) in matrix?.entries() ?? [] {
            guard let name = key.name(.variable) else { continue }
            var lines: [Int] = []
            let words = distinct(value) { item in
                let word = item.filledString()
                if word != nil { lines.append(item.place.line) }
                return word
            }
            let values = zip(words, lines).map { MatrixValue(name: name, value: $0, line: $1) }
            if values.isEmpty, value.kind == .list {
                value.fault("\(value.label) is empty", hint: "give it values")
                continue
            }
            combinations = combinations.flatMap { combination in
                values.map { combination + [$0] }
            }
            guard combinations.count <= TaskReader.combinationsMax else {
                matrix?.fault(
                    "\"matrix\" makes more than \(TaskReader.combinationsMax) tasks",
                    hint: "leave values out, or write several files")
                return [[]]
            }
        }
        return combinations.isEmpty ? [[]] : combinations
    }

    private static let combinationsMax = 100

    func isKnownVersion(_ fields: YAMLFields) -> Bool {
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
        guard case .mock = task.display.place else { return }
        let hint = "take out \"mock\" for a private X server"
        if !task.apps.isEmpty {
            fields.fault(
                at: "apps", "a mock display has no apps",
                hint: "take out \"apps\", or \"mock\" for a private X server")
        }
        if task.steps.contains(where: \.launches) {
            fields.fault(at: "steps", "nothing can be launched on a mock display", hint: hint)
        }
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

extension DisplaySpec {
    /// The size of a screen that the task makes.
    fileprivate var knownSize: Size? { place == .privateServer ? size : nil }
}

extension ScriptStep {
    fileprivate var launches: Bool {
        switch action {
        case .launch: true
        case .use(_, let steps), .repeat(_, let steps): steps.contains(where: \.launches)
        case .point, .drag, .scroll, .type, .paste, .press, .closeApp, .closeWindow, .focus,
            .wait, .expect, .snapshot, .screenshot, .run, .set, .act, .note, .pause:
            false
        }
    }
}

extension [String] {
    /// What tells a combination's pictures from those of others, in a file's name: `-foo-2`.
    ///
    /// Where a value cannot stand there as it is, a number made of all values makes it the only one.
    fileprivate var variantSuffix: String {
        let plain = map { value in
            String(
                value.map { $0.isLetter || $0.isNumber || "_.".contains($0) ? $0 : "_" }.prefix(20))
        }
        let suffix = plain.map { "-" + $0 }.joined()
        guard plain != self || suffix.utf8.count > 100 else { return suffix }
        // FNV-1a, 32 bits: the same on every machine.
        let hash = joined(separator: "\0").utf8.reduce(UInt32(2_166_136_261)) {
            ($0 ^ UInt32($1)) &* 16_777_619
        }
        return String(suffix.prefix(20)) + "-" + String(hash, radix: 16)
    }
}
