import DeskwrightCore

/// Version 1 of the grammar: what is looked for on the screen.
extension MapGrammar {
    static let target = MapGrammar(
        summary: "Something on the screen; everything given has to agree.",
        keys: [
            KeyGrammar("text", .text, "Words of one line, or /a regular expression/."),
            KeyGrammar(
                "image", .either([.text, .list(.text)]),
                "A PNG file beside the task, or several of which any will do; transparent pixels do not count."
            ),
            KeyGrammar("window", .window, "A window as a whole."),
            KeyGrammar(
                "at", .list(.text),
                "A point [x, y]: pixels, or fractions such as 0.5; of an image, where it is looked for first."
            ),
        ] + relations + [
            KeyGrammar(
                "nth", .integer(1...1000), "Which of several places: from 1, from the top."),
            KeyGrammar(
                "similarity", .text, "How like an image it has to be, up to 1; 0.95 unless said."),
            KeyGrammar(
                "margin", .integer(0...10_000),
                "How far from \"at\" an image is looked for first; 50 unless said."),
            KeyGrammar("any", .list(.target), "Targets of which the first that is there counts."),
        ],
        alone: ["any"], isNeverEmpty: true)

    private static let relations = [
        KeyGrammar("in", .target, "What it lies in; of a window, where no other covers it."),
        KeyGrammar("of", .target, "From whose corner \"at\" counts."),
        KeyGrammar("near", .target, "What it is nearest to; alone, the field beside it."),
        KeyGrammar("left-of", .target, "What it is to the left of, in the same row."),
        KeyGrammar("right-of", .target, "What it is to the right of; alone, the field there."),
        KeyGrammar("above", .target, "What it is above, in the same column."),
        KeyGrammar("below", .target, "What it is below; alone, the field there."),
    ]

    static let textCheck = MapGrammar(
        summary: "The text that is read at a target.",
        keys: [KeyGrammar("of", .target, "Where it is read.", isRequired: true)] + matches)

    static let snapshot = MapGrammar(
        summary: "A part of the screen that is to look as it did.",
        keys: [
            KeyGrammar(
                "name", .name(.identifier), "The picture's name.", isRequired: true)
        ] + snapshotParts)

    static let snapshotParts = [
        KeyGrammar("in", .target, "The part of the screen; all of it unless said."),
        KeyGrammar(
            "region", .list(.integer(-65_535...65_535)),
            "Of that part only [x, y, width, height]."),
        KeyGrammar("mask", .list(.target), "Parts that do not count."),
    ]
}

extension Form {
    static let target = Form.either([.text, .map(.target)])
}
