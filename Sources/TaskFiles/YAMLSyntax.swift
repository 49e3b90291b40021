import Yams

/// Faults of a text that is no YAML at all.
enum YAMLSyntax {
    /// Whether YAML allows every character of the text; reports the first that it does not.
    ///
    /// - SeeAlso: YAML 1.1, section 5.1, the character set.
    static func accepts(charactersOf reading: YAMLReading) -> Bool {
        for (index, line) in reading.source.lines.enumerated() {
            let scalars = line.unicodeScalars
            guard let bad = scalars.firstIndex(where: { !isAllowed($0) }) else { continue }
            let column = scalars.distance(from: scalars.startIndex, to: bad) + 1
            let code = String(scalars[bad].value, radix: 16, uppercase: true)
            let name = "U+" + String(repeating: "0", count: max(4 - code.count, 0)) + code
            reading.report(
                at: YAMLMark(line: index + 1, column: column),
                "the character \(name) cannot stand in a YAML file",
                hint: "in double quotes it can be written as \\x, \\u or \\U with its number")
            return false
        }
        return true
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case YAMLMask.reserved, 0xFEFF: false
        case 0x09, 0x20...0x7E, 0xA0...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    static func report(_ error: any Error, in reading: YAMLReading) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let fault = place(of: problem, at: mark, context)
            reading.report(
                at: YAMLMark(fault.mark), "YAML: \(fault.text)", hint: hint(for: problem))
        case .reader(let problem, _, _, _): reading.report(at: .start, "YAML: \(problem)")
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded,
            .duplicatedKeysInMapping, nil:
            reading.report(at: .start, "YAML: \(error)")
        }
    }

    /// Where to look, and the problem in words that go with that place.
    ///
    /// What is still open at the end of the file is mended where it was opened.
    private static func place(
        of problem: String, at mark: Mark, _ context: YamlError.Context?
    ) -> (mark: Mark, text: String) {
        guard let context else { return (mark, problem) }
        if problem.contains("another document") { return (mark, "a second document begins here") }
        if problem.contains("end of stream") {
            return (context.mark, "\(problem) \(context.text)")
        }
        guard context.mark.line != mark.line else { return (mark, problem) }
        return (mark, "\(problem) (\(context.text), from line \(context.mark.line))")
    }

    /// libyaml names the symptom; these are the usual causes.
    private static func hint(for problem: String) -> String? {
        let causes = [
            ("mapping values are not allowed", "quote a text that holds \": \""),
            ("could not find expected ':'", "a key needs \":\" and a space after it"),
            ("cannot start any token", "indent with spaces, and quote a text that begins so"),
            ("tab character", "indent with spaces"),
            ("did not find expected key", "check the indentation, and the quotes above"),
            ("did not find expected '-' indicator", "check the indentation of the list"),
            ("did not find expected alphabetic or numeric", "quote a text that begins with * or &"),
            ("did not find expected ',' or", "check the brackets, and quote texts that hold them"),
            ("unexpected end of stream", "a quote is not closed"),
            ("another document", "one file is one document: take out the \"---\""),
            ("escape", "in double quotes write \\\\ for a backslash, or use single quotes"),
            ("nesting level", "such a depth is a slip of brackets"),
        ]
        return causes.first { problem.contains($0.0) }?.1
    }
}
