/// The grammar of task files for editors.
package enum TaskSchema {
    /// A JSON Schema (draft 2020-12) as text, which yaml-language-server takes.
    ///
    /// It says what a schema can say. Whether a file is there, whether an id is taken and the like
    /// only ``TaskFile`` can tell.
    package static let json = text(of: .task, "Deskwright task, version 1")

    /// The same for files of steps that tasks use.
    package static let sharedJSON = text(of: .shared, "Deskwright shared steps, version 1")

    private static func text(of root: MapGrammar, _ title: String) -> String {
        let maps = MapReference.allCases.filter { $0 != .task && $0 != .shared }
        let definitions = maps.map { ($0.rawValue, schema(of: $0.grammar)) }
        let head: [(String, JSONText)] = [
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("title", .text(title)),
        ]
        let whole = head + members(of: root) + [("$defs", .object(definitions + [reference]))]
        return JSONText.object(whole).written() + "\n"
    }

    /// What a file may write instead of any value that is no text.
    private static let reference: (String, JSONText) = (
        "reference",
        .object([
            ("description", .text("A value from the environment, the matrix or the inputs.")),
            ("type", .text("string")),
            ("pattern", .text(#"^\$\{\{ *(env|matrix|inputs)\.[A-Za-z_][A-Za-z0-9_]* *\}\}$"#)),
        ])
    )

    private static func schema(of map: MapGrammar) -> JSONText {
        .object(members(of: map))
    }

    private static func members(of map: MapGrammar) -> [(String, JSONText)] {
        let required = map.keys.filter(\.isRequired).map { JSONText.text($0.name) }
        var members: [(String, JSONText)] = [
            ("description", .text(map.summary)),
            ("type", .text("object")),
            ("additionalProperties", .truth(false)),
        ]
        if !required.isEmpty { members.append(("required", .list(required))) }
        if map.isNeverEmpty { members.append(("minProperties", .integer(1))) }
        if !map.oneOf.isEmpty {
            members.append(("oneOf", .list(map.oneOf.map { requiring($0) })))
        }
        if !map.alone.isEmpty {
            let rules = map.alone.map {
                JSONText.object([
                    ("if", requiring($0)), ("then", .object([("maxProperties", .integer(1))])),
                ])
            }
            members.append(("allOf", .list(rules)))
        }
        members.append(("properties", .object(map.keys.map { ($0.name, schema(of: $0)) })))
        return members
    }

    private static func requiring(_ key: String) -> JSONText {
        .object([("required", .list([.text(key)]))])
    }

    private static func schema(of key: KeyGrammar) -> JSONText {
        .object([("description", .text(key.summary))] + members(of: key.form))
    }

    private static func members(of form: Form) -> [(String, JSONText)] {
        switch form {
        case .text:
            return [("type", .list(["string", "number", "boolean"].map(JSONText.text)))]
        case .pattern(let pattern):
            return orReference([("type", .text("string")), ("pattern", .text(pattern))])
        case .name(let name):
            return orReference([("type", .text("string")), ("pattern", .text(name.pattern))])
        case .integer(let range):
            return orReference([
                ("type", .text("integer")), ("minimum", .integer(range.lowerBound)),
                ("maximum", .integer(range.upperBound)),
            ])
        case .positive:
            return orReference([("type", .text("number")), ("exclusiveMinimum", .integer(0))])
        case .truth: return orReference([("type", .text("boolean"))])
        case .words(let words): return orReference([("enum", .list(words.map(JSONText.text)))])
        case .list(let item):
            return [("type", .text("array")), ("items", .object(members(of: item)))]
        case .entries(let name, let value):
            let names = name.map { JSONText.object([("pattern", .text($0.pattern))]) }
            return [("type", .text("object"))] + (names.map { [("propertyNames", $0)] } ?? [])
                + [("additionalProperties", .object(members(of: value)))]
        case .map(let map): return [("$ref", .text("#/$defs/\(map.rawValue)"))]
        case .either(let forms):
            return [("anyOf", .list(forms.map { .object(members(of: $0)) }))]
        }
    }

    private static func orReference(_ members: [(String, JSONText)]) -> [(String, JSONText)] {
        let reference = JSONText.object([("$ref", .text("#/$defs/reference"))])
        return [("anyOf", .list([.object(members), reference]))]
    }
}
