/// The keys that a map of a task file may have: read by the parser and by the JSON Schema alike.
struct MapGrammar: Sendable {
    let summary: String
    let keys: [KeyGrammar]
    /// Keys of which a map has exactly one.
    var oneOf: [String] = []
    /// Keys that allow no other beside them.
    var alone: [String] = []
    /// Whether any of the keys has to be there.
    var isNeverEmpty = false

    var keyNames: [String] { keys.map(\.name) }

    /// Whether two keys are choices of one, whose clash is reported where the one is asked for.
    func mustChoose(_ left: String, _ right: String) -> Bool {
        oneOf.contains(left) && oneOf.contains(right)
    }
}

/// One key of a map.
struct KeyGrammar: Sendable {
    let name: String
    let form: Form
    let summary: String
    var isRequired = false

    init(_ name: String, _ form: Form, _ summary: String, isRequired: Bool = false) {
        self.name = name
        self.form = form
        self.summary = summary
        self.isRequired = isRequired
    }
}

/// What the value of a key may be, as far as a schema can tell.
indirect enum Form: Sendable {
    /// Any scalar, taken as text.
    case text
    /// A text that matches a regular expression.
    case pattern(String)
    case name(NameForm)
    case integer(ClosedRange<Int>)
    /// A number greater than zero.
    case positive
    case truth
    case words([String])
    case list(Form)
    /// A map with keys of the file's own choice.
    case entries(keys: NameForm? = nil, Form)
    case map(MapReference)
    case either([Form])
}

/// The maps of the grammar, by the names under which they refer to each other.
///
/// Names and not the maps themselves, since a check may hold a check.
enum MapReference: String, Sendable, CaseIterable {
    case task, display, fixture, command, app, ready, window, model, context, budget, approval,
        actionRule
    case check, condition, windowCheck, file, process, output, text, textCheck, snapshot, teardown
    case target, step, drag, closing, repetition, shared

    var grammar: MapGrammar {
        switch self {
        case .task: .task
        case .display: .display
        case .fixture: .fixture
        case .command: .command
        case .app: .app
        case .ready: .ready
        case .window: .window
        case .model: .model
        case .context: .context
        case .budget: .budget
        case .approval: .approval
        case .actionRule: .actionRule
        case .check: .check
        case .condition: .condition
        case .file: .file
        case .process: .process
        case .output: .output
        case .text: .text
        case .windowCheck: .windowCheck
        case .textCheck: .textCheck
        case .snapshot: .snapshot
        case .target: .target
        case .step: .step
        case .drag: .drag
        case .closing: .closing
        case .repetition: .repetition
        case .shared: .shared
        case .teardown: .teardown
        }
    }
}

extension YAMLValue {
    /// A map of the grammar, with its unknown, missing and clashing keys reported.
    func fields(_ reference: MapReference) -> YAMLFields? {
        let grammar = reference.grammar
        guard case .map(let entries) = node.content else { return mismatch("a map") }
        let fields = YAMLFields(map: self, entries: entries, known: grammar.keyNames)
        fields.reportUnknown()
        for key in grammar.keys where key.isRequired { _ = fields.required(key.name) }
        if let key = fields.keys.first(where: grammar.alone.contains),
            let other = fields.keys.first(where: { $0 != key && !grammar.mustChoose(key, $0) })
        {
            fields.fault(at: other, "\"\(other)\" cannot stand beside \"\(key)\"")
        }
        if grammar.isNeverEmpty, entries.isEmpty {
            fault("\(label) is empty", hint: "give it " + grammar.keyNames.joined(separator: ", "))
        }
        return fields
    }
}
