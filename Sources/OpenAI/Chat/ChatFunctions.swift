/// The functions that a model is given in Chat Completions: one for each action, by its name on the
/// wire of the computer tools.
///
/// Their schemas are strict: every member is there, and what may be left out is null instead.
///
/// - SeeAlso: developers.openai.com/api/docs/guides/function-calling, "Strict mode".
enum ChatFunctions {
    static let all: [JSONValue] = [
        function(
            "click", "Press and release a mouse button at a point.",
            [
                "x": x, "y": y, "keys": heldKeys,
                "button": [
                    "type": "string", "enum": ["left", "right", "wheel", "back", "forward"],
                    "description": "wheel is the middle button.",
                ],
            ]),
        function(
            "double_click", "Click twice with the left button.",
            ["x": x, "y": y, "keys": heldKeys]),
        function(
            "drag", "Press the left button at the first point, move through the others, let go.",
            ["path": ["type": "array", "items": object(["x": x, "y": y])], "keys": heldKeys]),
        function(
            "keypress", "Press keys together, as in [\"CTRL\", \"S\"].",
            ["keys": ["type": "array", "items": ["type": "string"]]]),
        function("move", "Move the pointer.", ["x": x, "y": y, "keys": heldKeys]),
        function("screenshot", "Look at the screen and change nothing.", [:]),
        function(
            "scroll", "Turn the wheel with the pointer at a point.",
            [
                "x": x, "y": y, "keys": heldKeys,
                "scroll_x": integer("Pixels, positive to the right."),
                "scroll_y": integer("Pixels, positive down."),
            ]),
        function(
            "type", "Type a text; a new line in it is the Enter key.",
            ["text": ["type": "string"]]),
        function("wait", "Let two seconds pass.", [:]),
    ]

    static let names: [String] = all.compactMap { $0["function"]?["name"]?.string }

    /// What a call of something else is told.
    static let offer = "the functions " + names.joined(separator: ", ")

    private static let x = integer("Pixels from the left of the last screenshot.")
    private static let y = integer("Pixels from the top of the last screenshot.")

    private static let heldKeys: JSONValue = [
        "type": ["array", "null"], "items": ["type": "string"],
        "description": "Keys to hold meanwhile, as in [\"SHIFT\"]; null for none.",
    ]

    private static func integer(_ description: String) -> JSONValue {
        ["type": "integer", "description": .string(description)]
    }

    private static func object(_ members: [String: JSONValue]) -> JSONValue {
        [
            "type": "object", "properties": .object(members), "additionalProperties": false,
            "required": .array(members.keys.sorted().map(JSONValue.string)),
        ]
    }

    private static func function(
        _ name: String, _ description: String, _ parameters: [String: JSONValue]
    ) -> JSONValue {
        [
            "type": "function",
            "function": [
                "name": .string(name), "description": .string(description), "strict": true,
                "parameters": object(parameters),
            ],
        ]
    }
}
