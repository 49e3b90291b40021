import Testing

@testable import Agent

struct SettleMachineTests {
    @Test func aStillScreenRestsAfterTheQuietTime() {
        let machine = SettleMachine()
        #expect(machine.next(at: .zero) == .wait(.milliseconds(80)))
        #expect(machine.next(at: .milliseconds(80)) == .settled)
    }

    @Test func aChangeStartsTheQuietTimeAgain() {
        var machine = SettleMachine()
        machine.saw(changedPixelCount: 1_000, at: .milliseconds(50))
        #expect(machine.next(at: .milliseconds(80)) == .wait(.milliseconds(50)))
        #expect(machine.next(at: .milliseconds(130)) == .settled)
    }

    @Test func aLargeChangeIsGivenTimeForASecondPaint() {
        var machine = SettleMachine()
        machine.saw(changedPixelCount: 100_000, at: .milliseconds(50))
        #expect(machine.next(at: .milliseconds(340)) == .wait(.milliseconds(10)))
        #expect(machine.next(at: .milliseconds(350)) == .settled)
    }

    @Test func aBlinkingTextCursorDoesNotKeepItAwake() {
        var machine = SettleMachine()
        machine.saw(changedPixelCount: 100_000, at: .milliseconds(10))
        machine.saw(changedPixelCount: 30, at: .milliseconds(300))
        #expect(machine.next(at: .milliseconds(310)) == .settled)
    }

    @Test func aScreenThatNeverRestsTimesOut() {
        var machine = SettleMachine()
        var time = Duration.zero
        while case .wait = machine.next(at: time) {
            time += .milliseconds(40)
            machine.saw(changedPixelCount: 5_000, at: time)
        }
        #expect(machine.next(at: time) == .timedOut)
        #expect(time >= .seconds(3))
    }

    @Test func nothingSeenIsNothingChanged() {
        var machine = SettleMachine()
        machine.saw(changedPixelCount: 0, at: .milliseconds(70))
        #expect(machine.next(at: .milliseconds(80)) == .settled)
    }
}
