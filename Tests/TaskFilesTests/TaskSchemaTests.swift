import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightTaskFiles

@Suite struct TaskSchemaTests {
    private let schema: [String: Any]

    init() throws {
        let data = Data(TaskSchema.json.utf8)
        schema = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The schema of a map of the grammar.
    private func schema(of map: MapReference) throws -> [String: Any] {
        guard map != .task else { return schema }
        if map == .shared {
            let data = Data(TaskSchema.sharedJSON.utf8)
            return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        }
        let definitions = try #require(schema["$defs"] as? [String: Any])
        return try #require(definitions[map.rawValue] as? [String: Any])
    }

    @Test func theSchemaIsAsRecorded() {
        expectSnapshot(of: TaskSchema.json, named: "schema.json")
    }

    @Test(arguments: MapReference.allCases)
    func theParserTakesTheKeysOfTheSchemaAndNoOthers(map: MapReference) throws {
        let schema = try schema(of: map)
        let properties = try #require(schema["properties"] as? [String: Any])
        #expect(schema["additionalProperties"] as? Bool == false)

        let known = properties.keys.sorted().map { "\"\($0)\": {}" }
        let report = faults(in: "{" + (known + ["unheard-of: 1"]).joined(separator: ", ") + "}") {
            $0.fields(map).map { _ in 1 }
        }
        let unknown = report.split(separator: "\n").filter { $0.contains("error: unknown key") }
        #expect(unknown.count == 1)
        #expect(unknown.first?.hasSuffix("\"unheard-of\"") == true)
    }

    @Test(arguments: MapReference.allCases)
    func everyKeyOfASchemaSaysWhatItIs(map: MapReference) throws {
        let properties = try #require(try schema(of: map)["properties"] as? [String: Any])
        for (key, value) in properties {
            let text = try #require((value as? [String: Any])?["description"] as? String)
            #expect(text.hasSuffix("."), "\(key)")
        }
    }

    @Test(arguments: MapReference.allCases)
    func theKeysThatAMapNeedsAreKeysOfIt(map: MapReference) {
        let grammar = map.grammar
        #expect(Set(grammar.keyNames).count == grammar.keys.count)
        #expect(Set(grammar.oneOf + grammar.alone).isSubset(of: grammar.keyNames))
    }

    @Test(arguments: MapReference.allCases)
    func everyKeyIsInAGoodSample(map: MapReference) throws {
        let samples = try (SampleFiles.good + ["files/shared.yaml"])
            .map { try SampleFiles.text($0) }.joined()
        for key in map.grammar.keyNames { #expect(samples.contains("\(key):"), "\(key)") }
    }

    @Test func everyDefinitionIsUsed() throws {
        let definitions = try #require(schema["$defs"] as? [String: Any])
        for name in definitions.keys {
            #expect(TaskSchema.json.contains("\"$ref\": \"#/$defs/\(name)\""), "\(name)")
        }
    }

    @Test(arguments: [
        (NameForm.variable, ["A", "_a", "A1_b"], ["", "1A", "a-b", "a.b", "ä", "a b"]),
        (NameForm.identifier, ["a", "1a", "a-b.c_d"], ["", "-a", "_a", ".a", "a/b", "é", "a b"]),
    ])
    func theParserAndTheSchemaTakeTheSameNames(form: NameForm, good: [String], bad: [String]) throws
    {
        let pattern = try Regex(form.pattern)
        for name in good {
            #expect(form.accepts(name), "\(name)")
            #expect(name.wholeMatch(of: pattern) != nil, "\(name)")
        }
        for name in bad {
            #expect(!form.accepts(name), "\(name)")
            #expect(name.wholeMatch(of: pattern) == nil, "\(name)")
        }
    }
}
