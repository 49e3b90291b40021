/// A part of a YAML document: aliases are followed, tags are gone, keys are text.
indirect enum YAMLContent: Sendable {
    /// A scalar as it was written, quotes and escapes taken off.
    case text(String, isPlain: Bool)
    case list([YAMLNode])
    case map([YAMLEntry])
    /// Something at fault that has been reported: whoever reads it stays silent.
    case broken
}

struct YAMLNode: Sendable {
    let mark: YAMLMark
    let content: YAMLContent
    /// Nodes in it, itself included, with aliases counted as often as they are used.
    let count: Int
    /// Levels below it.
    let height: Int

    init(mark: YAMLMark, _ content: YAMLContent) {
        self.mark = mark
        self.content = content
        let children: [YAMLNode] =
            switch content {
            case .text, .broken: []
            case .list(let items): items
            case .map(let entries): entries.map(\.value)
            }
        count = children.reduce(1) { $0 + $1.count }
        height = children.reduce(0) { max($0, $1.height + 1) }
    }
}

struct YAMLEntry: Sendable {
    let key: String
    let keyMark: YAMLMark
    let value: YAMLNode
}

/// A place as libyaml counts: line and column from 1, columns in Unicode scalars.
///
/// Turned into a ``Place`` only when it is shown, since that has to read the line.
struct YAMLMark: Sendable, Hashable {
    let line: Int
    let column: Int
}
