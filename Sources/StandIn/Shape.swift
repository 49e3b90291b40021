/// The form that a part of a request must have; ``faults(in:at:)`` holds a value against it.
indirect enum Shape: Sendable {
    case anything
    case boolean
    case number
    case integer(atLeast: Int?)
    case string(longest: Int?)
    /// One of these words.
    case word([String])
    case list(Shape)
    /// Any names, each with this shape.
    case map(Shape)
    /// These names and no others.
    case object([String: Field])
    /// An object whose member `by` says which of the shapes it has; without it, `absent` counts.
    case tagged(by: String, absent: String?, [String: Shape])
    /// Told apart by the kind of JSON value: a string or a list, a word or an object.
    case either(Shape, Shape)
    case nullable(Shape)

    struct Field: Sendable {
        let shape: Shape
        let isRequired: Bool
    }

    static let string = Shape.string(longest: nil)
    static let integer = Shape.integer(atLeast: nil)
}

extension Shape.Field {
    static func required(_ shape: Shape) -> Shape.Field { .init(shape: shape, isRequired: true) }
    static func optional(_ shape: Shape) -> Shape.Field { .init(shape: shape, isRequired: false) }
}

extension Shape {
    /// All that is wrong with a value, in the order of its members' names.
    ///
    /// The path says where the value stands, as `input[0].content`; it is empty for the whole body.
    func faults(in value: JSON, at path: String) -> [APIRefusal] {
        switch self {
        case .anything: return []
        case .nullable(let shape): return value == .null ? [] : shape.faults(in: value, at: path)
        case .either(let first, let second):
            let shape = first.accepts(kindOf: value) ? first : second
            guard shape.accepts(kindOf: value) else { return [mismatch(value, at: path)] }
            return shape.faults(in: value, at: path)
        case .list(let shape):
            guard let elements = value.array else { return [mismatch(value, at: path)] }
            return elements.enumerated().flatMap {
                shape.faults(in: $0.element, at: "\(path)[\($0.offset)]")
            }
        case .map(let shape):
            guard case .object(let members) = value else { return [mismatch(value, at: path)] }
            return members.sorted { $0.key < $1.key }.flatMap {
                shape.faults(in: $0.value, at: Shape.join(path, $0.key))
            }
        case .object(let fields):
            guard case .object(let members) = value else { return [mismatch(value, at: path)] }
            return Shape.faults(in: members, fields: fields, at: path)
        case .tagged(let key, let absent, let shapes):
            return Shape.faults(in: value, taggedBy: key, absent: absent, shapes, at: path)
        case .boolean, .number, .integer, .string, .word:
            guard accepts(kindOf: value) else { return [mismatch(value, at: path)] }
            return scalarFaults(in: value, at: path)
        }
    }

    /// Whether the value is of the right kind, whatever it holds.
    private func accepts(kindOf value: JSON) -> Bool {
        switch (self, value) {
        case (.anything, _), (.boolean, .bool), (.number, .integer), (.number, .number),
            (.integer, .integer), (.string, .string), (.word, .string), (.list, .array),
            (.map, .object), (.object, .object), (.tagged, .object), (.nullable, .null):
            true
        case (.nullable(let shape), _): shape.accepts(kindOf: value)
        case (.either(let first, let second), _):
            first.accepts(kindOf: value) || second.accepts(kindOf: value)
        case (.boolean, _), (.number, _), (.integer, _), (.string, _), (.word, _), (.list, _),
            (.map, _), (.object, _), (.tagged, _):
            false
        }
    }

    private func mismatch(_ value: JSON, at path: String) -> APIRefusal {
        .wrongType(path, expected: kindName, found: value)
    }

    private var kindName: String {
        switch self {
        case .anything: "a value"
        case .boolean: "a boolean"
        case .number: "a decimal number"
        case .integer: "an integer"
        case .string: "a string"
        case .word(let words): "one of " + words.map { "'\($0)'" }.joined(separator: ", ")
        case .list: "an array"
        case .map, .object, .tagged: "an object"
        case .either(let first, let second): "\(first.kindName) or \(second.kindName)"
        case .nullable(let shape): shape.kindName
        }
    }

    private func scalarFaults(in value: JSON, at path: String) -> [APIRefusal] {
        switch (self, value) {
        case (.word(let words), .string(let text)) where !words.contains(text):
            return [.wrongValue(path, found: text, supported: words)]
        case (.integer(let smallest?), .integer(let number)) where number < smallest:
            return [.tooSmall(path, found: number, smallest: smallest)]
        case (.string(let longest?), .string(let text)):
            if text.isEmpty { return [.tooShort(path)] }
            let length = text.count
            return length > longest ? [.tooLong(path, length: length, longest: longest)] : []
        case _: return []
        }
    }
}

extension Shape {
    private static func faults(
        in members: [String: JSON], fields: [String: Field], at path: String
    ) -> [APIRefusal] {
        let missing = fields.filter { $0.value.isRequired && members[$0.key] == nil }.keys.sorted()
        let present = members.sorted { $0.key < $1.key }.flatMap { key, value -> [APIRefusal] in
            guard let field = fields[key] else { return [.unknownParameter(join(path, key))] }
            return field.shape.faults(in: value, at: join(path, key))
        }
        return present + missing.map { .missingParameter(join(path, $0)) }
    }

    private static func faults(
        in value: JSON, taggedBy key: String, absent: String?, _ shapes: [String: Shape],
        at path: String
    ) -> [APIRefusal] {
        guard case .object(let members) = value else {
            return [.wrongType(path, expected: "an object", found: value)]
        }
        let place = join(path, key)
        guard let tag = members[key] ?? absent.map(JSON.string) else {
            return [.missingParameter(place)]
        }
        guard case .string(let name) = tag else {
            return [.wrongType(place, expected: "a string", found: tag)]
        }
        guard let shape = shapes[name] else {
            return [.wrongValue(place, found: name, supported: shapes.keys.sorted())]
        }
        return shape.faults(in: value, at: path)
    }

    static func join(_ path: String, _ key: String) -> String {
        path.isEmpty ? key : "\(path).\(key)"
    }
}
