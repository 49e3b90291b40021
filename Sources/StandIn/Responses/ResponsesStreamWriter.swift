/// Writes a response as the events in which it is streamed.
///
/// - SeeAlso: `ResponseStreamEvent` of OpenAI's Python library 3.54.0.
struct ResponsesStreamWriter {
    private var events: [JSON] = []

    /// The lines of each event.
    static func write(_ response: JSON) -> [String] {
        var writer = ResponsesStreamWriter()
        writer.add(response)
        return writer.events.map {
            "event: \($0["type"]?.string ?? "")\ndata: \($0.text)\n\n"
        }
    }

    private mutating func add(_ response: JSON) {
        var begun = response
        for (key, value) in [
            ("status", "in_progress"), ("output", []), ("usage", .null),
            ("incomplete_details", .null), ("completed_at", .null),
        ] as [(String, JSON)] {
            begun = begun.replacing(key, by: value)
        }
        emit("response.created", ["response": begun])
        emit("response.in_progress", ["response": begun])
        for (index, item) in (response["output"]?.array ?? []).enumerated() {
            add(item: item, at: index)
        }
        emit(
            "response.\(response["status"]?.string ?? "completed")", ["response": response])
    }

    private mutating func add(item: JSON, at index: Int) {
        let place: [String: JSON] = [
            "item_id": item["id"] ?? .null, "output_index": .integer(index),
        ]
        var begun = item
        switch item["type"]?.string {
        case "reasoning": begun = begun.replacing("summary", by: [])
        case "message":
            begun = begun.replacing("content", by: []).replacing("status", by: "in_progress")
        case _: begun = begun.replacing("status", by: "in_progress")
        }
        emit("response.output_item.added", ["output_index": .integer(index), "item": begun])
        for (number, part) in (item["summary"]?.array ?? []).enumerated() {
            add(summary: part, place.merging(["summary_index": .integer(number)]) { $1 })
        }
        for (number, part) in (item["content"]?.array ?? []).enumerated() {
            add(content: part, place.merging(["content_index": .integer(number)]) { $1 })
        }
        emit("response.output_item.done", ["output_index": .integer(index), "item": item])
    }

    private mutating func add(summary part: JSON, _ place: [String: JSON]) {
        let text = part["text"]?.string ?? ""
        let name = "response.reasoning_summary"
        emit("\(name)_part.added", place, ["part": part.replacing("text", by: "")])
        for piece in text.pieces {
            emit("\(name)_text.delta", place, ["delta": .string(piece)])
        }
        emit("\(name)_text.done", place, ["text": .string(text)])
        emit("\(name)_part.done", place, ["part": part])
    }

    private mutating func add(content part: JSON, _ place: [String: JSON]) {
        let isRefusal = part["type"] == "refusal"
        let key = isRefusal ? "refusal" : "text"
        let name = isRefusal ? "response.refusal" : "response.output_text"
        let more: [String: JSON] = isRefusal ? [:] : ["logprobs": []]
        let text = part[key]?.string ?? ""
        emit("response.content_part.added", place, ["part": part.replacing(key, by: "")])
        for piece in text.pieces {
            emit("\(name).delta", place.merging(more) { $1 }, ["delta": .string(piece)])
        }
        emit("\(name).done", place.merging(more) { $1 }, [key: .string(text)])
        emit("response.content_part.done", place, ["part": part])
    }

    private mutating func emit(
        _ type: String, _ members: [String: JSON], _ more: [String: JSON] = [:]
    ) {
        var event = members.merging(more) { $1 }
        event["type"] = .string(type)
        event["sequence_number"] = .integer(events.count)
        events.append(.object(event))
    }
}

extension JSON {
    /// The same object with a member replaced.
    func replacing(_ key: String, by value: JSON) -> JSON {
        guard case .object(var members) = self else { return self }
        members[key] = value
        return .object(members)
    }
}

extension String {
    /// The text in pieces of a few characters, as a model writes it.
    var pieces: [String] {
        var pieces: [String] = []
        var rest = self[...]
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(5)))
            rest = rest.dropFirst(5)
        }
        return pieces
    }
}
