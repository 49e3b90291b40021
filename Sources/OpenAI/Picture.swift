import DeskwrightCore
import DeskwrightImages

/// The screenshot as it goes to the model.
struct Picture: Sendable {
    /// A whole PNG file.
    var png: [UInt8]
    var space: ModelSpace
    var rule: ImageRule

    /// A picture's size alone, for asking what it would cost.
    init(outlineOf screen: Size, rule: ImageRule) {
        png = []
        self.rule = rule
        space = ModelSpace(screen: screen, picture: rule.largestTaken(for: screen))
    }

    /// Scales the screen down when the model would not take it as it is.
    init(_ turn: PlannerTurn, rule: ImageRule) throws(PlannerError) {
        let screen = turn.state.frame.size
        let size = rule.largestTaken(for: screen)
        self.rule = rule
        space = ModelSpace(screen: screen, picture: size)
        guard size != screen else {
            png = turn.png
            return
        }
        do {
            png = try PNGEncoder.encode(Scaling.downscale(turn.state.frame, to: size))
        } catch {
            throw PlannerError(.unusablePicture(reason: error.message))
        }
    }
}
