import DeskwrightCore
import DeskwrightImages

/// What changes while a run goes on.
struct RunState: Sendable {
    /// The step that is under way, from 1.
    var step = 0
    var usage = Usage()
    /// The same for the budget: what a reply did not count is taken as it was estimated.
    var spent = Usage()
    /// The screen as it was seen last.
    var shot: Shot?
    /// Keeps what did not change from one picture to the next.
    var encoder = PNGEncoder()
    /// Knows what blinks by itself.
    var settler: Settler
    /// What the planner is told with the next look.
    var results: [ActionReport] = []
    var acknowledged: [SafetyCheck] = []
    var notes: [String] = []
    /// Decisions in a row that made no sense.
    var invalidCount = 0
    var wasAskedWhetherDone = false
    /// A person said so.
    var mayExceedInputLimit = false
    var standstill = Standstill()
    /// Whether the planner has been told so since its last decision.
    var standsStill = false
    var checks: [CheckResult] = []

    /// Real time, also on a screen with a clock of its own: what the run took of the user's.
    private let watch = Stopwatch(ContinuousClock())
    private(set) var timeByPhase: [Phase: Duration] = [:]
    private var phase: Phase?
    private var phaseStart = Duration.zero

    init(settler: Settler) {
        self.settler = settler
    }

    /// The time since the run began.
    var elapsed: Duration { watch.elapsed }

    /// The mean of what was spent with waiting for the planner's service.
    var timePerRequest: Duration {
        usage.requests == 0 ? .zero : timeByPhase[.decide, default: .zero] / usage.requests
    }

    /// Adds what a decision took; what was estimated counts where the service reported nothing.
    mutating func bill(_ used: Usage, estimated forecast: Usage?) {
        usage = usage + used
        let isUnreported =
            used.inputTokens == 0 || used.dollars == nil && forecast?.dollars != nil
        guard let forecast, used.requests > 0, isUnreported else {
            spent = spent + used
            return
        }
        spent = spent + forecast
        spent.requests += used.requests - forecast.requests
    }

    /// Ends the phase that was under way and begins another, for the seconds-by-phase figures.
    mutating func enter(_ next: Phase?) {
        let now = watch.elapsed
        if let phase {
            timeByPhase[phase, default: .zero] += now - phaseStart
        }
        phase = next
        phaseStart = now
    }
}

/// One look at the screen, as it is sent and kept.
struct Shot: Sendable {
    var state: ScreenState
    var png: [UInt8]
    /// The picture's name in the journal.
    var name: String
}

/// An action's place in its batch, and the planner's words on the batch.
struct Place: Sendable {
    var position: Int
    var count: Int
    var summary: String?
}
