import DeskwrightCore
import Testing

@testable import DeskwrightScripts

/// Before which steps the screen need not rest.
struct HasteTests {
    private static let save = Target(text: "Save")
    private static let place = Target(
        at: Target.Offset(x: .pixels(3), y: .pixels(4)), relations: [.init(.of, save)])
    private static let window = Target(window: WindowMatch(title: .contains("Notes")))
    private static let wait = StepAction.wait(.visible(save))
    private static let click = StepAction.point(PointerStep(.click, save))

    private static func step(_ action: StepAction) -> ScriptStep {
        ScriptStep(action, place: "a.yaml:1")
    }

    static let rows: [(steps: [StepAction], isBrief: Bool)] = [
        ([click], true), ([wait, click], true), ([.note("on"), click], true),
        ([.type("x", into: Target(relations: [.init(.near, save)]))], true),
        ([.point(PointerStep(.click, Target(anyOf: [save, Target(images: ["a.png"])])))], true),
        ([.use(file: "a.yaml", [step(wait), step(click)])], true),
        ([], false), ([wait], false), ([.type("x", into: nil)], false),
        ([wait, .press(["Return"], times: 1, into: nil), click], false),
        ([.point(PointerStep(.click, place))], false),
        ([.point(PointerStep(.click, window))], false),
        ([.point(PointerStep(.click, Target(anyOf: [save, place])))], false),
        ([.wait(.hidden(save)), click], false), ([.wait(.not(.visible(save))), click], false),
        ([.expect([Check(.visible(save))], isSoft: false), click], false),
        ([.repeat(.times(2), [step(click)])], false), ([.act(goal: "on"), click], false),
    ]

    @Test(arguments: rows.indices)
    func keysAndChecksNeedARestAndTargetsDoNot(row: Int) {
        let (steps, isBrief) = Self.rows[row]
        let works = steps.reversed().map { Work.step(Self.step($0)) }
        #expect(works.beginsWithTarget == isBrief)
    }

    @Test func aConditionOfAStepNeedsARest() {
        var step = Self.step(Self.click)
        step.condition = .visible(Self.save)
        #expect(![Work.step(step)].beginsWithTarget)
    }
}
