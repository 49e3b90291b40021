import Testing

@testable import DeskwrightBench

struct RaceTests {
    @Test func contestantsTakeTurnsAndTheFirstRoundIsNotCounted() async throws {
        var log = ""
        let contestants = ["a", "b"].map { name in
            Contestant(name: name, turns: name == "a" ? 2 : 1) {
                log += name
                return Reading([.wall: Double(log.count)])
            }
        }
        let result = await race(contestants, on: "x", rounds: 2)
        #expect(log == "aabaabaab")
        #expect(result.series.map(\.samples) == [[4, 5, 7, 8], [6, 9]])
        #expect(result.remarks.isEmpty)
    }

    @Test func whoIsMissingIsNotAskedAgainAndWhoFailsIs() async {
        var turns = 0
        let missing = Contestant(name: "gone") {
            turns += 1
            throw BenchError.notInstalled(program: "gone")
        }
        let broken = Contestant(name: "broken") {
            throw BenchError.failed(program: "broken", code: 139)
        }
        let wrong = Contestant(name: "wrong") { Reading([.wall: 1], fault: "not the picture") }
        let result = await race([missing, broken, wrong], on: "x", rounds: 3)
        #expect(turns == 1)
        #expect(result.series.map(\.contestant) == ["wrong"])
        #expect(
            result.remarks == [
                Remark(
                    contestant: "gone", subject: "x",
                    text: "\"gone\" is not installed"),
                Remark(
                    contestant: "broken", subject: "x",
                    text: "\"broken\" failed with code 139 (4 times)"),
                Remark(contestant: "wrong", subject: "x", text: "not the picture (4 times)"),
            ])
    }

    @Test(arguments: [(0, 0), (0x0100, 1), (0xFF00, 255), (11, 139), (0x8B, 139), (15, 143)])
    func aProgramsEndAsAShellTellsIt(waitStatus: Int32, code: Int) {
        #expect(shellCode(waitStatus: waitStatus) == code)
    }
}
