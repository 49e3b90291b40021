import DeskwrightCore

/// What the stand-in model says, turn by turn; ``read(path:)`` takes it from a file.
///
/// ```yaml
/// version: 1
/// patience: 20                     # how often a turn looks before it gives up; 20 unless said
/// answer: "simple: one click"      # what is said to a question in words, which offers no tool
/// turns:
///   - actions: [screenshot]        # ask for the screen first, as the real model often does
///   - when: {pixel: [40, 60], is: "#ffffff", within: 8}
///     say: Opening the menu.       # the summary of what the model thought
///     actions:
///       - click 40 60
///       - {type: "hello\n"}
///       - {press: ctrl+s}
///     safety-check: {code: malicious_instructions, message: Is this wanted?}
///   - fault: {status: 429, retry-after: 1, times: 2}
///   - when: {changed: true}
///     final: Saved the note.
/// ```
///
/// A *turn* does one of four things:
/// - `actions`: a list of actions, with a `safety-check` if somebody has to allow them.
/// - `final`: a text that ends the task.
/// - `refuse`: a text with which the model declines.
/// - `incomplete`: the reason why the reply breaks off, such as `max_output_tokens`.
///
/// With `for`, the name of a model, a turn is passed over when another model is asked.
///
/// An *action* is one line, as ``Core/ActionText`` has it, or a map:
/// `{click: [x, y], button: right, holding: ctrl+shift}`, `{double-click: [x, y]}`,
/// `{move: [x, y]}`, `{drag: [[x, y], [x, y]]}`, `{scroll: [x, y], dx: 0, dy: 500}`,
/// `{type: text}`, `{press: ctrl+s}`. Keys are a chord or a list. `{raw: '{"type": "zoom"}'}` is sent as it stands, whatever it is. Points are pixels of the
/// screenshot that was sent. With the tool `computer` a turn's actions go out as one batch, with
/// `computer_use_preview` one after the other, and in Chat Completions as calls of functions with
/// their names, all in one reply. `say` is heard only by clients that ask for summaries, as with
/// the real model; in Chat Completions it stands beside the calls. Those have no safety checks: there
/// the actions go out without.
///
/// `when` is a condition, or a list of them that must all hold, on the last screenshot sent:
/// - `{pixel: [x, y], is: "#rrggbb", within: 8}`: each channel at most `within` away, 0 unless said.
/// - `{region: [x, y, w, h], is: "#rrggbb", within: 8}`: the same of the average colour.
/// - `is-not` in place of `is`: the contrary.
/// - `{size: 1280x800}`.
/// - `{changed: true}`: differs from the one that the turn before was decided on; or `false`.
/// - `{told: text}`: not of the screenshot: what the user said in the request contains the text.
///
/// While a condition does not hold, the answer is a `wait`, or a `screenshot` when none was sent.
/// After `patience` of these the request fails, and the message says which condition is not met.
///
/// An entry `fault` goes wrong before the turn below it is served, `times` times, once unless said:
/// `{status: 429, retry-after: 1}`, `{status: 500, code: …, message: …}`, `{body: "…"}` with status
/// 200, `truncate` (the connection breaks off in the middle of the reply), `html` (a proxy's error
/// page). Repeated requests go on from the same place of the script, and every chain of requests
/// starts at its top.
package struct ModelScript: Sendable, Hashable {
    /// At least one.
    package var turns: [ScriptTurn]
    /// What is said to a question in words; `nil` says how long the script is.
    package var answer: String?

    package init(turns: [ScriptTurn], answer: String? = nil) {
        precondition(!turns.isEmpty, "a script has at least one turn")
        self.turns = turns
        self.answer = answer
    }

    /// How often a turn looks before it gives up, unless the script says otherwise.
    package static let defaultPatience = 20
}

/// What is served for one decision.
package struct ScriptTurn: Sendable, Hashable {
    package var step: ScriptStep
    /// The only model that it is served to; `nil` for all.
    package var model: String?
    /// The summary of what the model thought.
    package var say: String?
    /// All must hold before the turn is served.
    package var conditions: [ScreenCondition]
    /// The `wait`s that are answered before the request fails.
    package var patience: Int
    /// What goes wrong before the turn is served, in this order.
    package var faults: [ScriptedFault]

    package init(
        _ step: ScriptStep, say: String? = nil, when conditions: [ScreenCondition] = [],
        patience: Int = ModelScript.defaultPatience, faults: [ScriptedFault] = []
    ) {
        self.step = step
        self.say = say
        self.conditions = conditions
        self.patience = patience
        self.faults = faults
    }
}

/// What a turn does.
package enum ScriptStep: Sendable, Hashable {
    /// At least one action.
    case act([ScriptedAction], safetyCheck: ScriptedCheck? = nil)
    case finish(String)
    case refuse(String)
    case breakOff(reason: String)
}

/// An entry of a turn's actions.
package enum ScriptedAction: Sendable, Hashable {
    case action(Action)
    /// A JSON object that is served as it stands, for actions that do not exist.
    case raw(json: String)
}

/// A warning that the client has to acknowledge.
package struct ScriptedCheck: Sendable, Hashable {
    package var code: String
    package var message: String

    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// Something that goes wrong with a request that is in order.
package struct ScriptedFault: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// The service's error envelope.
        case status(Int, code: String? = nil, message: String? = nil, retryAfterSeconds: Int? = nil)
        /// The reply's header promises more bytes than come.
        case truncate
        /// A page of a proxy that does not know the API.
        case html
        /// Any body, with status 200.
        case body(String)
    }

    package var kind: Kind
    package var times: Int

    package init(_ kind: Kind, times: Int = 1) {
        self.kind = kind
        self.times = times
    }
}
