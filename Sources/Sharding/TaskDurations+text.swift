extension TaskDurations {
    /// JSON with a line for each task, sorted by id, so that versions compare well.
    package var text: String {
        let rows = passes.sorted { $0.key < $1.key }.map { id, seconds in
            "  \(TaskDurations.escaped(id)): [\(seconds.map(\.description).joined(separator: ", "))]"
        }
        return rows.isEmpty ? "{}\n" : "{\n" + rows.joined(separator: ",\n") + "\n}\n"
    }

    /// - SeeAlso: RFC 8259, section 7.
    private static func escaped(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
