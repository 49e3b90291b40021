/// Something on a screen that is looked for; all that is given has to agree.
public struct Target: Sendable, Hashable {
    /// Words of one line, or a regular expression between slashes.
    public var text: String?
    /// PNG files, absolute paths: variants of one picture, of which any will do.
    public var images: [String]
    /// A window that is shown, as a whole.
    public var window: WindowMatch?
    /// A point: of the screen, or of what the relation ``Relation/Kind/of`` names. Beside a picture it
    /// is where that was when it was recorded: it is looked for there first.
    public var at: Offset?
    /// Where it is, seen from other targets.
    public var relations: [Relation]
    /// Which of several places is meant, from 1: from the top, and from the left in a row.
    public var nth: Int?
    /// How like a picture has to be, from 0 to 1; the search has a value of its own unless said.
    public var similarity: Double?
    /// How far from ``at`` a picture is looked for first, in pixels.
    public var margin: Int?
    /// Targets to fall back on, in order: the first that is there counts. Stands alone.
    public var anyOf: [Target]

    /// A target by what is known of it; without anything it is nowhere.
    public init(
        text: String? = nil, images: [String] = [], window: WindowMatch? = nil, at: Offset? = nil,
        relations: [Relation] = [], nth: Int? = nil, similarity: Double? = nil,
        margin: Int? = nil, anyOf: [Target] = []
    ) {
        self.text = text
        self.images = images
        self.window = window
        self.at = at
        self.relations = relations
        self.nth = nth
        self.similarity = similarity
        self.margin = margin
        self.anyOf = anyOf
    }

    /// Where a target is, seen from another one.
    public struct Relation: Sendable, Hashable {
        /// What lies where; the raw value is the word of task files.
        public enum Kind: String, Sendable, Hashable, CaseIterable {
            /// Inside it; of a window, only where no other window covers it.
            case `in`
            /// A point counted from its corner.
            case of
            /// Of several places the nearest to it.
            case near
            /// In the same row, further to the left.
            case leftOf = "left-of"
            /// In the same row, further to the right.
            case rightOf = "right-of"
            /// In the same column, further up.
            case above
            /// In the same column, further down.
            case below
        }

        /// What lies where.
        public var kind: Kind
        /// The other target, which has to be there too.
        public var target: Target

        /// A place seen from another one.
        public init(_ kind: Kind, _ target: Target) {
            self.kind = kind
            self.target = target
        }
    }

    /// A point of an area.
    public struct Offset: Sendable, Hashable {
        /// To the right.
        public var x: Distance
        /// Down.
        public var y: Distance

        /// A point by its distances from the left and the top.
        public init(x: Distance, y: Distance) {
            self.x = x
            self.y = y
        }

        /// The pixel of an area that is meant.
        public func point(in area: Rect) -> Point {
            Point(
                x: area.x + x.pixels(of: area.width), y: area.y + y.pixels(of: area.height))
        }
    }

    /// How far it is from an edge.
    public enum Distance: Sendable, Hashable {
        /// In pixels.
        case pixels(Int)
        /// From 0 at the edge to 1 at the opposite one.
        case fraction(Double)

        func pixels(of length: Int) -> Int {
            switch self {
            case .pixels(let count): count
            case .fraction(let part): min(Int(part * Double(length)), length - 1)
            }
        }
    }
}

extension Target {
    /// The other target of a relation.
    public subscript(kind: Relation.Kind) -> Target? {
        relations.first { $0.kind == kind }?.target
    }

    /// The same with every text changed, also in what it is related to.
    package func mapTexts(_ change: (String) -> String) -> Target {
        var target = self
        target.text = text.map(change)
        target.window = window?.mapTexts(change)
        target.relations = relations.map { Relation($0.kind, $0.target.mapTexts(change)) }
        target.anyOf = anyOf.map { $0.mapTexts(change) }
        return target
    }
}

extension Target: CustomStringConvertible {
    /// As people say it: `"OK" in the window "Question"`.
    public var description: String {
        if !anyOf.isEmpty {
            return "any of " + anyOf.map(\.description).joined(separator: ", ")
        }
        var parts: [String] = []
        if let nth { parts.append("number \(nth) of") }
        if let text { parts.append(quoted(text)) }
        if !images.isEmpty {
            parts.append("the picture " + images.map(\.fileName).joined(separator: " or "))
        }
        if let window { parts.append("the window \(window.words)") }
        if let at { parts.append("the point \(at)") }
        if parts.isEmpty { parts.append("the field") }
        return (parts + relations.map(\.description)).joined(separator: " ")
    }
}

extension Target.Relation: CustomStringConvertible {
    public var description: String {
        let word = kind.rawValue.map { $0 == "-" ? " " : $0 }
        return "\(String(word)) \(target)"
    }
}

extension Target.Offset: CustomStringConvertible {
    public var description: String { "\(x),\(y)" }
}

extension Target.Distance: CustomStringConvertible {
    public var description: String {
        switch self {
        case .pixels(let count): "\(count)"
        case .fraction(let part): "\(part)"
        }
    }
}

extension WindowMatch {
    /// As people say it, after "the window".
    var words: String {
        if case .contains(let text)? = title, className == nil, isActive == nil {
            return quoted(text)
        }
        return "with \(description)"
    }

    package func mapTexts(_ change: (String) -> String) -> WindowMatch {
        WindowMatch(
            title: title?.mapTexts(change), className: className?.mapTexts(change),
            isActive: isActive)
    }
}

extension TextMatch {
    package func mapTexts(_ change: (String) -> String) -> TextMatch {
        switch self {
        case .equals(let text): .equals(change(text))
        case .contains(let text): .contains(change(text))
        case .matches: self
        }
    }
}

extension String {
    /// The last part of a path.
    fileprivate var fileName: String { String(split(separator: "/").last ?? "") }
}
