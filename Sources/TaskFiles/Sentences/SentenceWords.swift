/// What sentences begin with, and the examples that a person is shown.
enum SentenceVerb: CaseIterable {
    case click, doubleClick, rightClick, middleClick, hover, type, press, scroll, drag
    case wait, check

    /// The words for it, longer ones before their beginnings.
    var words: [[String]] {
        switch self {
        case .click:
            [
                ["left", "click"], ["left-click"], ["click"], ["tap"], ["choose"], ["select"],
                ["pick"],
            ]
        case .doubleClick: [["double", "click"], ["double-click"], ["doubleclick"]]
        case .rightClick: [["right", "click"], ["right-click"], ["rightclick"]]
        case .middleClick: [["middle", "click"], ["middle-click"]]
        case .hover:
            [["hover"]]
                + ["pointer", "mouse", "cursor"].map { ["move", "the", $0] } + [["move"]]
        case .type: [["type"], ["enter"], ["write"]]
        case .press: [["press"], ["hit"], ["push"]]
        case .scroll: [["scroll"]]
        case .drag: [["drag"]]
        case .wait: [["wait"]]
        case .check: [["check"], ["verify"], ["ensure"], ["make", "sure"]]
        }
    }

    /// Sentences that are understood, as examples.
    var examples: [String] {
        switch self {
        case .click:
            [
                "Click \"File\"", "Click the second \"OK\"", "Click \"OK\" below \"Replace\"",
                "Click at 40, 60",
            ]
        case .doubleClick: ["Double-click \"notes.txt\""]
        case .rightClick: ["Right-click \"notes.txt\""]
        case .middleClick: ["Middle-click \"notes.txt\""]
        case .hover: ["Move the pointer to \"Help\"", "Hover over \"Help\""]
        case .type: ["Type \"text\"", "Type \"text\" into \"Label\""]
        case .press:
            ["Press Ctrl+S", "Press Tab 3 times", "Press the button \"OK\""]
        case .scroll: ["Scroll down 3 times", "Scroll up over \"Label\""]
        case .drag: ["Drag \"a.txt\" to \"Folder\""]
        case .wait: ["Wait until \"Saved\" is shown", "Wait until \"Saving\" is gone"]
        case .check: ["Check that \"Saved\" is shown", "Check that \"Error\" is not shown"]
        }
    }

    /// What a person reads who wrote something else.
    var hint: String { "write " + examples.joined(separator: ", or ") }

    /// One example of each.
    static var hint: String {
        "sentences are: " + allCases.compactMap(\.examples.first).joined(separator: "; ")
    }
}

/// Words around the ones that count.
enum SentenceWords {
    /// What may come before a verb.
    static let openings: [[String]] = [
        ["after", "that"], ["please"], ["then"], ["now"], ["next"], ["first"], ["finally"],
        ["and"],
    ]

    static let articles: Set<String> = ["the", "a", "an"]

    /// What something on the screen may be called, before or after its words.
    static let nouns: Set<String> = [
        "area", "box", "button", "cell", "checkbox", "column", "dialog", "entry", "field",
        "heading", "icon", "input", "item", "label", "line", "link", "list", "menu", "option",
        "page", "radio", "row", "slider", "switch", "tab", "text", "title", "toolbar", "window",
        "word", "words",
    ]

    static let ordinals: [String: PlainWords.Ordinal] = {
        let words = [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth",
        ]
        var table: [String: PlainWords.Ordinal] = ["last": .last]
        for (index, word) in words.enumerated() { table[word] = .number(index + 1) }
        for number in 1...99 {
            for ending in ["st", "nd", "rd", "th"] {
                table["\(number)\(ending)"] = .number(number)
            }
        }
        return table
    }()

    static let sides: [(words: [String], side: PlainWords.Side)] = [
        (["below"], .below), (["under"], .below), (["beneath"], .below), (["underneath"], .below),
        (["above"], .above), (["beside"], .beside), (["next", "to"], .beside),
        (["left", "of"], .leftOf), (["to", "the", "left", "of"], .leftOf),
        (["on", "the", "left", "of"], .leftOf),
        (["right", "of"], .rightOf), (["to", "the", "right", "of"], .rightOf),
        (["on", "the", "right", "of"], .rightOf),
    ]

    static let counts: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10,
    ]

    /// What says that a text is there, or is not.
    static let states: [(words: [String], isShown: Bool)] = {
        let verbs = [
            "appears": true, "appear": true, "disappears": false, "disappear": false,
            "vanishes": false, "vanish": false,
        ]
        let shown = [
            ["shown"], ["visible"], ["there"], ["displayed"], ["seen"], ["on", "the", "screen"],
            ["to", "be", "seen"],
        ]
        var states = verbs.flatMap { word, isShown in
            [([word], isShown), (["to", word], isShown)]
        }
        let forms = ["is", "are", "to be"].map { $0.split(separator: " ").map(String.init) }
        for form in forms {
            states += shown.map { (form + $0, true) }
            states += [(form + ["gone"], false), (form + ["hidden"], false)]
            for no in [["not"], ["no", "longer"]] {
                states += shown.map { (form + no + $0, false) }
            }
        }
        for no in ["isn't", "isn\u{2019}t", "aren't", "aren\u{2019}t"] {
            states += shown.map { ([no] + $0, false) }
        }
        return states
    }()
}
