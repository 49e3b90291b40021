/// A YAML text with stand-ins for what the parser must not act upon.
///
/// Yams follows aliases while it compares keys, which lets a small file take hours, and it ends at
/// the first repeated key, where we want to report every fault. So an alias's `*` and the first
/// character of a repeated key are replaced by characters of the last private-use plane. They are
/// as wide for the parser, which counts scalars, so that places stay right; `unmasked` undoes it.
struct YAMLMask {
    private(set) var text: String
    private var original: [Unicode.Scalar: Unicode.Scalar] = [:]

    private static let alias: Unicode.Scalar = "\u{10F000}"
    private static let firstOfKeys: UInt32 = 0x10F001
    static let reserved: ClosedRange<UInt32> = 0x10F000...0x10FFFF

    /// - Parameter text: Holds no ``reserved`` character.
    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var masked = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let next = index + 1 < scalars.count ? scalars[index + 1] : " "
            let isAlias = scalar == "*" && YAMLMask.isInName(next)
            masked.append(isAlias ? YAMLMask.alias : scalar)
        }
        self.text = String(masked)
        original[YAMLMask.alias] = "*"
    }

    /// The text of a scalar as the file has it.
    func unmasked(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { YAMLMask.reserved ~= $0.value }) else {
            return text
        }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(original[scalar] ?? scalar) }
        return String(result)
    }

    /// The anchor that an unquoted scalar refers to, or `nil` when it is ordinary text.
    func aliasName(inPlain text: String) -> String? {
        guard text.unicodeScalars.first == YAMLMask.alias else { return nil }
        return unmasked(String(text.unicodeScalars.dropFirst()))
    }

    /// Makes the key at a mark differ from all others.
    ///
    /// - Returns: `false` when what stands there is not the beginning of a plain or quoted key.
    mutating func hideKey(at mark: YAMLMark) -> Bool {
        guard var index = index(of: mark) else { return false }
        let isQuoted = text.unicodeScalars[index] == "\"" || text.unicodeScalars[index] == "'"
        if isQuoted { text.unicodeScalars.formIndex(after: &index) }
        guard index < text.unicodeScalars.endIndex,
            let standIn = Unicode.Scalar(YAMLMask.firstOfKeys + UInt32(original.count))
        else { return false }
        let first = text.unicodeScalars[index]
        guard YAMLMask.isInName(first) || first.properties.isAlphabetic else { return false }
        original[standIn] = first
        text.unicodeScalars.replaceSubrange(index...index, with: [standIn])
        return true
    }

    private func index(of mark: YAMLMark) -> String.UnicodeScalarView.Index? {
        let lines = SourceText(file: "", text: text).lines
        guard lines.indices.contains(mark.line - 1) else { return nil }
        let line = lines[mark.line - 1].unicodeScalars
        let index = line.index(
            line.startIndex, offsetBy: mark.column - 1, limitedBy: line.endIndex)
        return index == line.endIndex ? nil : index
    }

    /// What the names of anchors are made of; libyaml takes no others.
    private static func isInName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z", "_", "-": true
        default: false
        }
    }
}
