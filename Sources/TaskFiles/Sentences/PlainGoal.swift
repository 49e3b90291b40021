import DeskwrightCore

/// A goal that is written as plain steps, in sentences whose form is known; docs/reader.md lists them.
///
/// ```swift
/// let goal = try PlainGoal(#"Click "File". Choose "Save As…". Type "b.txt" and press Enter."#)
/// goal.steps.map(\.sentence.number)   // [1, 2, 3, 3]
/// ```
package struct PlainGoal: Sendable, Hashable {
    /// At least one, in the order in which they are done.
    package let steps: [PlainStep]

    /// Reads a goal.
    ///
    /// - Parameter text: Sentences; what stands in quotes is the screen's or is typed.
    /// - Throws: Every sentence that is not understood.
    package init(_ text: String) throws(SentenceFaults) {
        steps = try SentenceReader.steps(of: text)
    }

    /// How many sentences there are.
    package var sentenceCount: Int { steps.last?.sentence.number ?? 0 }
}

/// One thing to do, and the sentence that asks for it.
package struct PlainStep: Sendable, Hashable {
    package let deed: Deed
    package let sentence: PlainSentence
}

/// A sentence of a goal.
package struct PlainSentence: Sendable, Hashable {
    /// From 1.
    package let number: Int
    /// As it is written, on one line; a long one is cut.
    package let text: String
}

/// What a sentence, or a part of one, asks for.
package enum Deed: Sendable, Hashable {
    case click(PlainTarget, ClickKind)
    case hover(PlainTarget)
    /// Types a text; into the field of a label, or at a point, where one is named.
    case type(String, into: PlainTarget?)
    /// One chord, so many times.
    case press([Key], times: Int)
    /// Turns the wheel by notches; in the middle of the screen where no target is named.
    case scroll(ScrollDirection, notches: Int, over: PlainTarget?)
    case drag(from: PlainTarget, to: PlainTarget)
    /// Lets some time pass.
    case pause
    case wait(ShownText)
    case check(ShownText)
}

package enum ClickKind: Sendable, Hashable {
    case left, right, middle, double
}

package enum ScrollDirection: String, Sendable, Hashable, CaseIterable {
    case down, up, left, right
}

/// A text that is to be shown, or not to be.
package struct ShownText: Sendable, Hashable {
    package let text: String
    package let isShown: Bool
}

/// Where something is done.
package enum PlainTarget: Sendable, Hashable {
    /// In pixels of the screenshot.
    case point(Point)
    case words(PlainWords)
}

/// Words that are looked for on the screen.
package struct PlainWords: Sendable, Hashable {
    package let text: String
    /// Which of several places; `nil` wants the words to be in one place only.
    package var nth: Ordinal?
    package var relation: Relation?

    package init(text: String, nth: Ordinal? = nil, relation: Relation? = nil) {
        self.text = text
        self.nth = nth
        self.relation = relation
    }

    package enum Ordinal: Sendable, Hashable {
        /// From 1.
        case number(Int)
        case last
    }

    /// Where the words are, seen from other words.
    package struct Relation: Sendable, Hashable {
        package let side: Side
        package let text: String
        package let nth: Ordinal?
    }

    package enum Side: String, Sendable, Hashable {
        case below, above, beside
        case leftOf = "left of"
        case rightOf = "right of"
    }
}

extension PlainWords: CustomStringConvertible {
    /// As a sentence has it: `the second "OK" below "Replace"`.
    package var description: String {
        let other = relation.map { " \($0.side.rawValue) \(Self.named($0.text, $0.nth))" }
        return Self.named(text, nth) + (other ?? "")
    }

    private static func named(_ text: String, _ nth: Ordinal?) -> String {
        switch nth {
        case nil: quoted(text)
        case .last: "the last \(quoted(text))"
        case .number(let number): "\(quoted(text)) number \(number)"
        }
    }
}
