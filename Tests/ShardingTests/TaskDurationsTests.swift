import DeskwrightCore
import DeskwrightTestSupport
import Testing

@testable import DeskwrightSharding

struct TaskDurationsTests {
    @Test func theFileHasALineForEachTaskAndIsReadBack() throws {
        var durations = TaskDurations()
        durations.add(
            suite(
                task("tasks/b.yaml", .passed, seconds: [2]),
                task("tasks/a.yaml", .passed, seconds: [1.23456])))
        durations.add(suite(task("tasks/a.yaml", .passed, seconds: [0.1 + 0.2])))
        let text = """
            {
              "tasks/a.yaml": [1.235, 0.3],
              "tasks/b.yaml": [2.0]
            }

            """
        #expect(durations.text == text)
        #expect(try TaskDurations(text: text, file: "durations.json") == durations)
    }

    @Test(arguments: [
        "tasks/a.yaml[word=\"foo\\bar\"]", "tasks/größe.yaml", "a\nb\tc\u{1}\u{7F}", "\u{2028}😀",
        "", "/",
    ])
    func anyIDIsReadBack(id: String) throws {
        var durations = TaskDurations()
        durations.add(suite(task(id, .passed, seconds: [1])))
        let read = try TaskDurations(text: durations.text, file: "durations.json")
        #expect(read == durations)
        #expect(read.median(of: id) == 1)
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func aDamagedFileIsRefusedOrReadBack(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let whole = Array("{\"a\": [1.5, 2e3, 0], \"b\\n\": [], \"ß\": [12]}".utf8)
        for _ in 0..<50 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = .random(in: .min ... .max, using: &random)
                case _:
                    bytes.insert(
                        Array("{}[],:\"-e9".utf8).randomElement(using: &random) ?? 0, at: place)
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let read = try? TaskDurations(text: text, file: "d.json") else { continue }
            #expect(throws: Never.self, "\(text)") {
                let again = try TaskDurations(text: read.text, file: "d.json")
                #expect(again == read, "\(text)")
            }
        }
    }

    @Test func aFileWithoutTasksIsAnEmptyObject() throws {
        #expect(TaskDurations().text == "{}\n")
        #expect(try TaskDurations(text: "{}\n", file: "durations.json") == TaskDurations())
    }

    @Test(
        arguments: [
            ([], nil), ([3], 3), ([1, 4], 2.5), ([9, 1, 2], 2), ([1, 2, 3, 100], 2.5),
            ([5, 4, 3, 2, 1], 3),
            // The first two are too old.
            ([100, 100, 1, 2, 3, 4, 5], 3),
        ] as [([Double], Double?)])
    func theMedianIsOfTheLastFivePasses(seconds: [Double], median: Double?) throws {
        var durations = TaskDurations()
        for second in seconds { durations.add(suite(task("a", .passed, seconds: [second]))) }
        #expect(durations.median(of: "a") == median)
        #expect(durations.medians == (median.map { ["a": $0] } ?? [:]))
        let read = try TaskDurations(text: "{\"a\": \(seconds)}", file: "durations.json")
        #expect(read.median(of: "a") == median)
    }

    @Test(
        arguments: [
            (.passed, [2], 2), (.flaky, [9, 8, 2], 2), (.failed, [2], nil), (.failed, [9, 2], nil),
            (.error, [2], nil), (.skipped, [], nil), (.passed, [], nil), (.passed, [.nan], nil),
            (.passed, [-1], nil), (.passed, [0], 0),
        ] as [(TaskVerdict, [Double], Double?)])
    func onlyTheTryThatPassedCounts(verdict: TaskVerdict, seconds: [Double], median: Double?) {
        var durations = TaskDurations()
        durations.add(suite(task("a", verdict, seconds: seconds)))
        #expect(durations.median(of: "a") == median)
    }

    @Test func aTaskThatDidNotRunIsKept() throws {
        var durations = try TaskDurations(text: "{\"old\": [7]}", file: "durations.json")
        durations.add(suite(task("new", .passed, seconds: [1])))
        #expect(durations.medians == ["old": 7, "new": 1])
    }

    @Test(
        arguments: [
            ("", .notJSON(file: "d.json")), ("{\"a\": [1", .notJSON(file: "d.json")),
            ("<<<<<<< HEAD\n{}", .notJSON(file: "d.json")),
            ("[1, 2]", .notAnObject(file: "d.json")), ("3", .notAnObject(file: "d.json")),
            ("null", .notAnObject(file: "d.json")),
            ("{\"a\": 3}", .notSeconds(file: "d.json", id: "a")),
            ("{\"a\": [1], \"b\": [\"2\"]}", .notSeconds(file: "d.json", id: "b")),
            ("{\"a\": [1, null]}", .notSeconds(file: "d.json", id: "a")),
            ("{\"a\": null}", .notSeconds(file: "d.json", id: "a")),
            ("{\"a\": {\"b\": [1]}}", .notSeconds(file: "d.json", id: "a")),
            ("{\"a\": [1, -2]}", .notSeconds(file: "d.json", id: "a")),
            ("{\"a\": [1e999]}", .notJSON(file: "d.json")),
        ] as [(String, DurationsError)])
    func aFileOfAnotherFormIsRefused(text: String, error: DurationsError) {
        #expect(throws: error) { try TaskDurations(text: text, file: "d.json") }
    }

    @Test(
        arguments: [
            (
                .notJSON(file: "d.json"),
                """
                d.json is not JSON
                hint: is it half written, or is a merge conflict in it? mend it, or delete it: \
                without it all tasks count as equally long
                """
            ),
            (
                .notAnObject(file: "d.json"),
                """
                d.json is not an object with the ids of tasks as keys
                hint: a line of it looks like `"tasks/a.yaml": [12.5, 11.9]`; mend it, or delete the file: \
                without it all tasks count as equally long
                """
            ),
            (
                .notSeconds(file: "d.json", id: "a\n"),
                """
                d.json has for "a\\n" something else than a list of seconds
                hint: a line of it looks like `"tasks/a.yaml": [12.5, 11.9]`; mend it, or delete the file: \
                without it all tasks count as equally long
                """
            ),
        ] as [(DurationsError, String)])
    func whatIsWrongWithAFileIsSaid(error: DurationsError, text: String) {
        #expect(error.description == text)
    }
}
