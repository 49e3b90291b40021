import Yams

/// Turns a text into nodes, within bounds that no file can talk its way around.
struct YAMLComposer {
    /// Aliases make a small file a large tree; both count.
    static let nodeLimit = 50_000
    static let depthLimit = 64

    private let reading: YAMLReading
    private var mask: YAMLMask
    private var anchors: [String: YAMLNode] = [:]
    private var nodesLeft = nodeLimit

    /// - Returns: The document's root, or `nil` with a fault reported.
    static func root(of reading: YAMLReading) -> YAMLNode? {
        guard YAMLSyntax.accepts(charactersOf: reading) else { return nil }
        var composer = YAMLComposer(reading: reading, mask: YAMLMask(reading.source.text))
        return composer.parse()
    }

    /// Parses until no repeated key is in the way.
    private mutating func parse() -> YAMLNode? {
        let attempts = 8
        for attempt in 1...attempts {
            do {
                let parser = try Parser(yaml: mask.text, resolver: .basic, encoding: .utf8)
                // Nodes hold their anchors weakly: the parser keeps them.
                return try withExtendedLifetime(parser) { try $0.singleRoot().map { convert($0) } }
                    .map(checked)
                    ?? fail(
                        "the file is empty", hint: "`deskwright init` writes a first task file")
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let mark = YAMLMark(context.mark)
                if attempt < attempts, mask.hideKey(at: mark) { continue }
                reportRepeated(names.first.map(mask.unmasked) ?? "", at: mark)
                return nil
            } catch {
                YAMLSyntax.report(error, in: reading)
                return nil
            }
        }
        return nil
    }

    /// The root, unless so much was left out of it that other faults would only mislead.
    private func checked(_ root: YAMLNode) -> YAMLNode? {
        guard nodesLeft < 0 else { return root }
        return fail("more than \(YAMLComposer.nodeLimit) values, aliases followed")
    }

    private func fail(_ message: String, hint: String? = nil) -> YAMLNode? {
        reading.report(at: .start, message, hint: hint)
        return nil
    }

    /// A node with everything below it; a fault in it leaves `.broken` in its place.
    private mutating func convert(_ node: Node, depth: Int = 1) -> YAMLNode {
        let mark = YAMLMark(node.mark)
        nodesLeft -= 1
        guard nodesLeft >= 0 else { return YAMLNode(mark: mark, .broken) }
        guard depth <= YAMLComposer.depthLimit else { return tooDeep(at: mark) }
        reportTag(of: node, at: mark)
        let result: YAMLNode
        switch node {
        case .scalar(let scalar):
            if scalar.style == .plain, let name = mask.aliasName(inPlain: scalar.string) {
                return follow(name, at: mark, depth: depth)
            }
            result = YAMLNode(mark: mark, text(of: scalar, at: mark))
        case .sequence(let items):
            result = YAMLNode(mark: mark, .list(items.map { convert($0, depth: depth + 1) }))
        case .mapping(let pairs):
            result = YAMLNode(mark: mark, .map(entries(of: pairs, depth: depth + 1)))
        case .alias: return YAMLNode(mark: mark, .broken)
        }
        if let anchor = node.anchor { anchors[anchor.rawValue] = result }
        return result
    }

    private func text(of scalar: Node.Scalar, at mark: YAMLMark) -> YAMLContent {
        let text = mask.unmasked(scalar.string)
        guard !text.unicodeScalars.contains("\0") else {
            reading.report(at: mark, "a text cannot hold the character NUL")
            return .broken
        }
        return .text(text, isPlain: scalar.style == .plain)
    }

    private mutating func entries(of pairs: Node.Mapping, depth: Int) -> [YAMLEntry] {
        var entries: [YAMLEntry] = []
        var seen: Set<String> = []
        for (key, value) in pairs {
            let mark = YAMLMark(key.mark)
            guard case .scalar(let scalar) = key,
                scalar.style != .plain || mask.aliasName(inPlain: scalar.string) == nil
            else {
                reading.report(at: mark, "a key must be a text")
                continue
            }
            let name = mask.unmasked(scalar.string)
            guard seen.insert(name).inserted else {
                reportRepeated(name, at: mark)
                continue
            }
            let value = convert(value, depth: depth)
            entries.append(YAMLEntry(key: name, keyMark: mark, value: value))
        }
        return entries
    }

    private mutating func follow(_ name: String, at mark: YAMLMark, depth: Int) -> YAMLNode {
        guard let target = anchors[name] else {
            reading.report(
                at: mark, "no anchor \(shown(name)) before this alias",
                hint: "quote a text that begins with *")
            return YAMLNode(mark: mark, .broken)
        }
        nodesLeft -= target.count
        guard nodesLeft >= 0 else { return YAMLNode(mark: mark, .broken) }
        return depth + target.height > YAMLComposer.depthLimit ? tooDeep(at: mark) : target
    }

    private func reportTag(of node: Node, at mark: YAMLMark) {
        let tag =
            switch node {
            case .scalar(let scalar): scalar.tag
            case .mapping(let mapping): mapping.tag
            case .sequence(let sequence): sequence.tag
            case .alias: Tag.implicit
            }
        let plain: [Tag.Name] = [.implicit, .nonSpecific, .str, .seq, .map]
        guard !plain.map(\.rawValue).contains(tag.description) else { return }
        let name = tag.description.replacing("tag:yaml.org,2002:", with: "!!")
        reading.report(at: mark, "the tag \(shown(name)) means nothing here", hint: "take it out")
    }

    private func reportRepeated(_ key: String, at mark: YAMLMark) {
        reading.report(
            at: mark, "the key \(shown(key)) is here twice", hint: "keep one of the two")
    }

    private func tooDeep(at mark: YAMLMark) -> YAMLNode {
        reading.report(at: mark, "nested more than \(YAMLComposer.depthLimit) levels deep")
        return YAMLNode(mark: mark, .broken)
    }
}

extension YAMLMark {
    init(_ mark: Mark?) {
        self.init(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}
