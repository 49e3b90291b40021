import DeskwrightCore

/// Holds a text against what is expected of it.
struct TextLook {
    enum Source: Hashable {
        case whole(String)
        /// There is more of it, which was not kept.
        case beginning(String)
        /// The bytes are no UTF-8, from this place on.
        case notText(byteCount: Int, offset: Int)

        init(bytes: [UInt8]) {
            if let text = String(validating: bytes, as: UTF8.self) {
                self = .whole(text)
            } else {
                self = .notText(byteCount: bytes.count, offset: validByteCount(bytes))
            }
        }
    }

    let source: Source
    let secrets: Secrets

    /// - Parameters:
    ///   - source: What was found.
    ///   - secrets: What matches may refer to. Values are taken out of what is shown before it is cut
    ///     and quoted, when they can still be recognized.
    init(_ source: Source, _ secrets: Secrets) {
        self.source = source
        self.secrets = secrets
    }

    /// All have to hold. One that does not decides; else one that nobody knows does.
    func find(_ matches: [TextMatch]) -> Finding {
        worst(of: matches.map(find))
    }

    private func worst(of findings: [Finding]) -> Finding {
        findings.first { $0.verdict == .unsatisfied }
            ?? findings.first { $0.verdict == .unknown }
            ?? findings.first ?? Finding(.satisfied, shown)
    }

    /// The same for what a command said: as in `$(…)`, new lines at the end do not count where the
    /// expected text has none.
    func findLine(_ matches: [TextMatch]) -> Finding {
        guard case .whole(let text) = source else { return find(matches) }
        let newLineCount = text.utf8.reversed().prefix { $0 == 0x0A }.count
        let trimmed = String(Substring(text.utf8.dropLast(newLineCount)))
        return worst(
            of: matches.map { match in
                guard case .equals(let wanted) = match, wanted.utf8.last != 0x0A else {
                    return find(match)
                }
                return TextLook(.whole(trimmed), secrets).find(match)
            })
    }

    private func find(_ match: TextMatch) -> Finding {
        if let fault = match.fault { return Finding(.unknown, fault) }
        switch source {
        case .whole(let text): return find(match, in: text)
        case .beginning(let text): return find(match, inBeginning: text)
        case .notText:
            // A text never equals what is none; whether it is in there, or matches, is open.
            if case .equals = match { return Finding(.unsatisfied, shown) }
            return Finding(.unknown, shown)
        }
    }

    private func find(_ match: TextMatch, in text: String) -> Finding {
        if match.revealed(by: secrets).accepts(text) { return Finding(.satisfied, shown) }
        guard case .equals(let wanted) = match,
            wanted.contains(where: \.isNewline)
                || text.contains(where: \.isNewline)
        else { return Finding(.unsatisfied, shown) }
        let diff = LineDiff(secrets.redact(wanted), secrets.redact(text))
        return Finding(.unsatisfied, "a text that differs\n\(diff)")
    }

    private func find(_ match: TextMatch, inBeginning text: String) -> Finding {
        let match = match.revealed(by: secrets)
        return switch match {
        case .equals(let wanted):
            Finding(wanted.utf8.count <= text.utf8.count ? .unsatisfied : .unknown, shown)
        case .contains: Finding(match.accepts(text) ? .satisfied : .unknown, shown)
        // An expression may look at the end.
        case .matches: Finding(.unknown, shown)
        }
    }

    private var shown: String {
        switch source {
        case .whole(""): "an empty text"
        case .whole(let text): "the text \(quoted(excerpt(secrets.redact(text))))"
        case .beginning(let text):
            "a text that begins with \(quoted(excerpt(secrets.redact(text)))) and is longer than is looked at"
        case .notText(let byteCount, let offset):
            "\(byteCount) bytes that are no UTF-8 text, from byte \(offset) on"
        }
    }
}

/// How many bytes at the beginning are UTF-8.
private func validByteCount(_ bytes: [UInt8]) -> Int {
    var parser = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var count = 0
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) { count += scalar.count }
    return count
}
