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
        ("State:\tR (running)\n", false, 0),
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
        (["futex_wait_queue", "n_tty_write"], false), (["0"], true), ([""], true), ([], false),
        (["ep_poll", "0"], true), (["pipe_read", "0"], false), (["0", "pipe_read"], false),
        (["0", "ep_poll"], true), (["futex_wait_queue", "0"], false),
        (["hrtimer_nanosleep", "do_sys_poll"], false), (["pipe_read", "ep_poll"], false),
        (["do_wait", "do_select"], false), (["do_sys_poll", "hrtimer_nanosleep"], true),
    ]

    @Test(arguments: waits)
    func theFirstThreadMustWaitForInputWhereThreadsSay(_ functions: [String], _ expected: Bool) {
        let threads = functions.enumerated().map { number, wait in
            (Int32(number), ThreadLook(status: "State:\tS (sleeping)\n", wait: wait))
        }
        let look = ProcessLook(Dictionary(uniqueKeysWithValues: threads), first: 0)
        #expect(look.isAsleep == expected)
    }

    @Test func whatRanBetweenTwoLooksIsSeenByItsTimeAndByItsSwitches() {
        func look(_ switches: Int, _ runtime: UInt64) -> ProcessLook {
            let status = "State:\tS (sleeping)\nvoluntary_ctxt_switches:\t\(switches)\n"
            let thread = ThreadLook(status: status, runtime: runtime, wait: "ep_poll")
            return ProcessLook([1: thread], first: 1)
        }
        #expect(look(7, 1000) == look(7, 1000))
        #expect(look(7, 1000) != look(8, 1000))
        #expect(look(7, 1000) != look(7, 1001))
    }

    @Test func aProcessThatIsGoneCannotBeLookedAt() {
        #expect(ProcessLook(processID: .max) == nil)
    }

    @Test func whoLooksDoesNotSleep() throws {
        #expect(try #require(ProcessLook(processID: getpid())).isAsleep == false)
    }
}
