import DeskwrightCore
import Glibc
import Testing

@testable import DeskwrightPrograms

@Suite struct ProcessLookTests {
    static let statuses: [(String, Bool, UInt64)] = [
        ("Name:\tx\nState:\tS (sleeping)\nvoluntary_ctxt_switches:\t7\n", true, 7),
        (
            "State:\tS (sleeping)\nvoluntary_ctxt_switches:\t7\nnonvoluntary_ctxt_switches:\t5",
            true, 12
        ),
        ("State:\tI (idle)\n", true, 0), ("State:\tR (running)\n", false, 0),
        ("State:\tD (disk sleep)\n", false, 0), ("State:\tT (stopped)\n", false, 0),
        ("State:\tt (tracing stop)\n", false, 0), ("State:\tZ (zombie)\n", false, 0),
        ("", false, 0), ("State:\nvoluntary_ctxt_switches:\tmany\n", false, 0),
    ]

    @Test(arguments: statuses)
    func aStatusSaysWhetherAThreadSleeps(
        _ status: String, _ isAsleep: Bool, _ switches: UInt64
    ) {
        let look = ThreadLook(status: status)
        #expect(look.isAsleep == isAsleep)
        #expect(look.switches == switches)
    }

    static let waits: [([String], Bool)] = [
        (["poll_schedule_timeout.constprop.0"], true), (["do_select"], true), (["ep_poll"], true),
        (["hrtimer_nanosleep"], false), (["futex_wait_queue", "do_sys_poll"], true),
        (["futex_wait_queue", "n_tty_write"], false), (["0"], true), ([""], true), ([], true),
    ]

    @Test(arguments: waits)
    func oneThreadMustWaitForInputWhereThreadsSay(_ functions: [String], _ expected: Bool) {
        #expect(ProcessLook.oneWaitsForInput(functions) == expected)
    }

    @Test func aProcessThatIsGoneCannotBeLookedAt() {
        #expect(ProcessLook(processID: .max) == nil)
    }

    @Test func whoLooksDoesNotSleep() throws {
        #expect(try #require(ProcessLook(processID: getpid())).isAsleep == false)
    }
}
