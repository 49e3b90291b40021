import DeskwrightCore
import Testing

@Suite struct ActionRefusalTests {
    let size = Size(width: 640, height: 480)

    @Test(arguments: [
        ("SHFT", "shift"), ("contrl", "control"), ("Retrun", "return"), ("pagedwn", "pagedown"),
        ("f-1", nil), ("qqqqqq", nil),
    ])
    func anUnknownKeyIsNamedWithItsNeighbours(_ name: String, _ neighbour: String?) {
        let reason = Action.press([Key(name)]).refusal(onScreenOf: size)
        #expect(reason?.hasPrefix("there is no key \(quoted(name))") == true)
        #expect(reason?.contains("nearest") == (neighbour != nil), "\(reason ?? "")")
        if let neighbour { #expect(reason?.contains(neighbour) == true) }
    }

    @Test func aBackendMayKnowMoreKeys() {
        let action = Action.press(["XF86AudioPlay"])
        #expect(action.refusal(onScreenOf: size) != nil)
        #expect(action.refusal(onScreenOf: size, knowing: { _ in true }) == nil)
    }

    @Test(arguments: [
        (0, 0), (1, 1), (-1, 1), (149, 1), (150, 2), (-250, 3), (480, 5), (Int.min, 1000),
        (Int.max, 1000),
    ])
    func pixelsBecomeNotches(_ pixels: Int, _ notches: Int) {
        #expect(Action.wheelNotches(pixels: pixels) == notches)
    }
}
