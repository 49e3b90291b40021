import DeskwrightCore

/// A value of a YAML file that knows its place and reports what is wrong with it.
///
/// Its reading methods return `nil` after they reported a fault, so that a reader can go on and
/// find the next one. Keys are asked of ``YAMLFields``:
///
/// ```swift
/// let button = try YAMLFile.read(path: "button.yaml") { root -> Button? in
///     guard let fields = root.fields(["label", "at", "hue", "presses"]) else { return nil }
///     let label = fields.required("label")?.string()
///     let place = fields.required("at")?.point()
///     let hue = fields["hue"]?.choice(of: Hue.self) ?? .gray
///     let presses = fields["presses"]?.int(in: 1...9) ?? 1
///     guard let label, let place else { return nil }
///     return Button(label: label, place: place, hue: hue, presses: presses)
/// }
/// ```
package struct YAMLValue {
    /// What the value is before anybody reads it.
    package enum Kind: Sendable, Hashable {
        /// Text, a number or a truth value; see which by reading it.
        case scalar
        case list
        case map
        /// Nothing at all, `~` or `null`.
        case nothing
    }

    let node: YAMLNode
    let reading: YAMLReading
    /// What messages call the value: its key in quotes, or `item 2 of "tags"`.
    package let label: String

    /// What it is, or `nil` when a fault was reported for it already.
    package var kind: Kind? {
        switch node.content {
        case .text(let text, let isPlain): isPlain && YAMLValue.isNull(text) ? .nothing : .scalar
        case .list: .list
        case .map: .map
        case .broken: nil
        }
    }

    package var place: Fault.Place { reading.place(of: node.mark) }

    /// Reports that something is wrong with the value.
    ///
    /// - Parameters:
    ///   - message: What is wrong, with the value in it; no full stop.
    ///   - hint: The next thing to do.
    package func fault(_ message: String, hint: String? = nil) {
        reading.report(at: node.mark, message, hint: hint)
    }

    /// The items of a list; `nil` with a fault when the value is none.
    package func list() -> [YAMLValue]? {
        guard case .list(let items) = node.content else { return mismatch("a list") }
        return items.enumerated().map { index, item in
            YAMLValue(node: item, reading: reading, label: "item \(index + 1) of \(label)")
        }
    }

    /// A map with these keys and no others; unknown keys are reported at once.
    ///
    /// Hints name the keys in the order given here.
    package func fields(_ keys: [String]) -> YAMLFields? {
        guard case .map(let entries) = node.content else { return mismatch("a map") }
        let fields = YAMLFields(map: self, entries: entries, known: keys)
        fields.reportUnknown()
        return fields
    }

    /// A map with keys of the file's own choice, in the order of the file.
    package func entries() -> [(key: YAMLValue, value: YAMLValue)]? {
        guard case .map(let entries) = node.content else { return mismatch("a map") }
        return entries.map { entry in
            let key = YAMLNode(mark: entry.keyMark, .text(entry.key, isPlain: false))
            return (
                YAMLValue(node: key, reading: reading, label: "a key of \(label)"),
                YAMLValue(node: entry.value, reading: reading, label: shown(entry.key))
            )
        }
    }

    /// Reports that the value is of another kind; silent when that is known already.
    ///
    /// `text` is the scalar's text where it is not as the file has it.
    func mismatch<Wanted>(_ wanted: String, text: String? = nil) -> Wanted? {
        switch kind {
        case .nothing: fault("\(label) has no value", hint: "give it \(wanted), or take it out")
        case .list: fault("\(label) must be \(wanted), not a list", hint: form(of: wanted))
        case .map: fault("\(label) must be \(wanted), not a map", hint: form(of: wanted))
        case .scalar:
            guard case .text(let written, _) = node.content else { break }
            fault(
                "\(label) must be \(wanted), not \(shown(text ?? written))",
                hint: form(of: wanted))
        case nil: break
        }
        return nil
    }

    /// How a list or a map is written; other forms are their own example.
    private func form(of wanted: String) -> String? {
        switch wanted {
        case "a list": "write each item on a line of its own, after \"- \""
        case "a map": "write each key on a line of its own, as \"key: value\""
        default: nil
        }
    }

    /// - SeeAlso: YAML 1.2, section 10.3.2, the core schema.
    private static func isNull(_ text: String) -> Bool {
        ["", "~", "null", "Null", "NULL"].contains(text)
    }
}

/// A text in quotes for a message, shortened when it is long.
func shown(_ text: String) -> String {
    quoted(text.count > 60 ? text.prefix(59) + "…" : text)
}
