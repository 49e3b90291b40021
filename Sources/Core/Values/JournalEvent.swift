/// One line of a run's journal.
public enum JournalEvent: Sendable, Hashable {
    /// The run began.
    case started(Started)
    /// A screenshot that a decision is made on.
    case observed(Observed)
    /// What the planner chose.
    case decided(Decided)
    /// What became of a step of a script.
    case stepped(Stepped)
    /// A safety check was put to the policy or a person.
    case safetyCheck(SafetyRecord)
    /// An action's ruling, result and effect, one line each.
    case acted(Acted)
    /// Something that the planner is told besides the screen.
    case told(String)
    /// The last look at an expectation.
    case checked(CheckResult)
    /// A budget ended the run, and the planner was asked for a closing word.
    case summedUp(SummedUp)
    /// Something worth knowing about the run itself: an app's start, a retry, a switch of tools.
    case noted(String)
    /// What the model thought, before its decision was there; the decision's summary has it too.
    case thought(String)
    /// The run is over, and how it went.
    case ended(RunResult)

    /// What a run begins with.
    public struct Started: Sendable, Hashable, Codable {
        /// The task's name.
        public var task: String
        /// ISO 8601, UTC.
        public var at: String
        /// What the planner is to reach, in words.
        public var goal: String?
        /// The model's name, where a model plans.
        public var model: String?
        /// The X display's name, such as `:1`, or `mock`.
        public var display: String
        /// The screen's, in pixels.
        public var size: Size
        /// Absent in journals of old.
        public var budget: Budget?

        package init(
            task: String, at: String, goal: String?, model: String?, display: String, size: Size,
            budget: Budget? = nil
        ) {
            self.task = task
            self.at = at
            self.goal = goal
            self.model = model
            self.display = display
            self.size = size
            self.budget = budget
        }
    }

    /// What a decision is made on.
    public struct Observed: Sendable, Hashable, Codable {
        /// The decision's number, from 1.
        public var step: Int
        /// The picture's name under `screens/`.
        public var screen: String
        /// Where the pointer was, in screen pixels.
        public var pointer: Point
        /// The windows that were shown, lowest first.
        public var windows: [WindowInfo]

        package init(step: Int, screen: String, pointer: Point, windows: [WindowInfo]) {
            self.step = step
            self.screen = screen
            self.pointer = pointer
            self.windows = windows
        }
    }

    /// What a planner chose, and at what price.
    public struct Decided: Sendable, Hashable, Codable {
        /// The decision's number, from 1.
        public var step: Int
        /// `act`, `not-yet`, `done`, `stuck`, `talk` or `invalid`; `failed` where it could not decide.
        public var choice: String
        /// The claim, the reason or the error, for all but `act`.
        public var text: String?
        /// The planner's own words on why.
        public var summary: String?
        /// The batch in words.
        public var actions: [String]
        /// What asking cost.
        public var usage: Usage
        /// What was estimated before the planner was asked; `nil` where it asks no service.
        public var forecast: Usage?
        /// The id under which the provider keeps the request.
        public var requestID: String?

        package init(
            step: Int, choice: String, text: String?, summary: String?, actions: [String],
            usage: Usage, forecast: Usage? = nil, requestID: String?
        ) {
            self.step = step
            self.choice = choice
            self.text = text
            self.summary = summary
            self.actions = actions
            self.usage = usage
            self.forecast = forecast
            self.requestID = requestID
        }
    }

    /// What became of a step of a script, before the input that it asks for.
    public struct Stepped: Sendable, Hashable, Codable {
        /// How it went.
        public enum Outcome: String, Sendable, Hashable, Codable {
            /// It is done, or its input is to come next.
            case done
            /// Its `if` did not hold.
            case skipped
            /// It could not be done, and need not be.
            case passedOver = "passed-over"
            /// It could not be done.
            case failed
        }

        /// The file and line of the step.
        public var place: String
        /// The step in words.
        public var step: String
        /// How it went.
        public var outcome: Outcome
        /// How long it was waited for.
        public var seconds: Double
        /// What was found, or what was there instead.
        public var text: String?
        /// Where its target is, in screen pixels.
        public var area: Rect?

        package init(
            place: String, step: String, outcome: Outcome, seconds: Double, text: String? = nil,
            area: Rect? = nil
        ) {
            self.place = place
            self.step = step
            self.outcome = outcome
            self.seconds = seconds
            self.text = text
            self.area = area
        }
    }

    /// A planner's closing word, and its price.
    public struct SummedUp: Sendable, Hashable, Codable {
        /// The planner's words; `nil` when it said none.
        public var text: String?
        /// What asking cost.
        public var usage: Usage
        /// What was estimated before; `nil` where no service is asked.
        public var forecast: Usage?
        /// The id under which the provider keeps the request.
        public var requestID: String?

        package init(text: String?, usage: Usage, forecast: Usage? = nil, requestID: String?) {
            self.text = text
            self.usage = usage
            self.forecast = forecast
            self.requestID = requestID
        }
    }

    /// A provider's warning, and who let it pass or did not.
    public struct SafetyRecord: Sendable, Hashable, Codable {
        /// The decision's number, from 1.
        public var step: Int
        /// The warning.
        public var check: SafetyCheck
        /// Whether it was acknowledged.
        public var isAllowed: Bool
        /// `policy` or `person`.
        public var decidedBy: String

        package init(step: Int, check: SafetyCheck, isAllowed: Bool, decidedBy: String) {
            self.step = step
            self.check = check
            self.isAllowed = isAllowed
            self.decidedBy = decidedBy
        }
    }

    /// What became of one action.
    public struct Acted: Sendable, Hashable, Codable {
        /// The decision's number, from 1.
        public var step: Int
        /// Its place in the batch, from 1.
        public var position: Int
        /// The action that was done, in words; secrets by reference.
        public var action: String
        /// What the planner had proposed, when a person changed it.
        public var proposed: String?
        /// ``Action/name``, or `invalid`.
        public var name: String
        /// Where to draw the marks on `before`.
        public var points: [Point]
        /// `delivered`, `refused`, `denied` or `not-run`.
        public var result: String
        /// Why it was not delivered.
        public var reason: String?
        /// What was sent of a delivered action; absent in journals of old.
        public var receipt: Receipt?
        /// The picture's name under `screens/` before it; `nil` when nothing was sent.
        public var before: String?
        /// The picture's name afterwards, likewise.
        public var after: String?
        /// How the screen came to rest; `nil` when nothing was sent that could change it.
        public var settled: Settled?
        /// When it began, in seconds from the run's start.
        public var startedAt: Double

        package init(
            step: Int, position: Int, action: String, proposed: String? = nil, name: String,
            points: [Point] = [], result: ActionResult, before: String? = nil,
            after: String? = nil, settled: Settled? = nil, startedAt: Double
        ) {
            self.step = step
            self.position = position
            self.action = action
            self.proposed = proposed
            self.name = name
            self.points = points
            self.result = result.name
            self.reason = result.reason
            receipt = result.receipt
            self.before = before
            self.after = after
            self.settled = settled
            self.startedAt = startedAt
        }
    }
}
