/// A map whose keys are known beforehand.
package struct YAMLFields {
    /// The map itself, for faults that concern it as a whole.
    package let map: YAMLValue
    private let entries: [String: YAMLEntry]
    private let inOrder: [YAMLEntry]
    private let known: [String]

    init(map: YAMLValue, entries: [YAMLEntry], known: [String]) {
        self.map = map
        self.known = known
        inOrder = entries
        self.entries = Dictionary(
            entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The value of a key, or `nil` when the map does not have it.
    ///
    /// - Precondition: The key is one of the known ones.
    package subscript(key: String) -> YAMLValue? {
        precondition(known.contains(key), "\(key) is read and not in the list of known keys")
        return entries[key].map {
            YAMLValue(node: $0.value, reading: map.reading, label: "\"\(key)\"")
        }
    }

    /// The value of a key that has to be there; a fault at the map when it is not.
    package func required(_ key: String) -> YAMLValue? {
        let value = self[key]
        if value == nil {
            map.fault("\(map.label) needs the key \"\(key)\"", hint: "add \"\(key): …\" to it")
        }
        return value
    }

    /// The known keys that the map has, in the order of the file.
    package var keys: [String] { inOrder.map(\.key).filter(known.contains) }

    /// The one key of several that a map has to choose between; a fault when it has none or more.
    package func onlyKey(of choices: [String]) -> String? {
        let given = keys.filter(choices.contains)
        guard let first = given.first else {
            // An unknown key has been reported, and was most likely meant to be the one.
            if keys.count == inOrder.count {
                map.fault("\(map.label) needs one of \(choices.joined(separator: ", "))")
            }
            return nil
        }
        guard given.count == 1 else {
            fault(at: given[1], "\"\(given[1])\" cannot stand beside \"\(first)\"")
            return nil
        }
        return first
    }

    /// Reports that a key should not be there, at the key itself.
    package func fault(at key: String, _ message: String, hint: String? = nil) {
        guard let entry = entries[key] else { return map.fault(message, hint: hint) }
        map.reading.report(at: entry.keyMark, message, hint: hint)
    }

    func reportUnknown() {
        for entry in inOrder where !known.contains(entry.key) && !map.reading.isFull {
            fault(
                at: entry.key, "unknown key \(shown(entry.key))",
                hint: suggestion(for: entry.key, among: known.filter { entries[$0] == nil }))
        }
    }
}
