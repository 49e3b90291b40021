import DeskwrightCore
import Foundation
import Testing

@testable import DeskwrightReporters

struct JSONReportTests {
    @Test(arguments: [""] + hostileTexts)
    func aResultIsReadBackAsItWasWritten(text: String) throws {
        var suite = SampleSuite(text: text).suite
        suite.shard = Shard(index: 1, count: 2)
        let written = try JSONReport.text(of: suite)
        #expect(try read(written) == suite)
        #expect(try JSONReport.text(of: read(written)) == written)
    }

    @Test func theTextIsForPeopleAndForDiff() throws {
        var suite = SampleSuite().suite
        suite.tasks = []
        #expect(
            try JSONReport.text(of: suite) == """
                {
                  "fingerprint" : "f00d",
                  "seconds" : 12.5,
                  "startedAt" : "2026-11-27T01:15:20Z",
                  "tasks" : [

                  ],
                  "version" : 1,
                  "workers" : 1
                }

                """)
        #expect(try JSONReport.text(of: SampleSuite().suite).contains("\"tasks/a.yaml\""))
    }

    @Test(arguments: [
        (
            "\"verdict\" : \"failed\"", "\"verdict\" : \"green\"",
            "tasks[1].verdict: \"green\" is not known here"
        ),
        ("\"verdict\" : \"failed\"", "\"verdict\" : null", "tasks[1].verdict: it is null"),
        ("\"verdict\" : \"failed\"", "\"verdikt\" : \"failed\"", "tasks[1].verdict: it is missing"),
        ("\"line\" : 3", "\"line\" : \"three\"", "tasks[0].line: it is not a number"),
        ("\"outcome\" : \"task\"", "\"outcome\" : \"bad\"", "outcome: \"bad\" is no outcome"),
        ("\"version\" : 1", "\"versions\" : 1", "version: it is missing"),
        ("\"count\" : 4", "\"count\" : 1", "shard: there is no part 2 of 1"),
    ])
    func whatIsWrongWithAResultIsSaidWithItsPlace(old: String, new: String, message: String) throws
    {
        var suite = SampleSuite().suite
        suite.shard = Shard(index: 2, count: 4)
        let text = try JSONReport.text(of: suite)
        let place = try #require(text.firstRange(of: old))
        let error = #expect(throws: ReportError.self) {
            try read(text.replacingCharacters(in: place, with: new))
        }
        #expect(error?.message.hasPrefix("result.json is no result of a suite: ") == true)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("Optional") == false)
    }

    @Test(arguments: ["", "not json", "{\"version\" : 1,", "[1, 2", "\u{0}"])
    func whatIsNoJSONIsSaidToBeNone(text: String) {
        let error = #expect(throws: ReportError.self) { try read(text) }
        #expect(
            error?.message.hasPrefix("result.json is no JSON: ") == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("Error Domain") == false)
    }

    @Test(arguments: ["[]", "{}", "null", "7", "\"text\""])
    func otherJSONIsNoResult(text: String) {
        let error = #expect(throws: ReportError.self) { try read(text) }
        #expect(error?.message.hasPrefix("result.json is no result of a suite: ") == true)
    }

    @Test func anotherVersionIsNamedWhateverElseItHolds() {
        #expect(throws: ReportError.otherVersion(file: "result.json", version: 2)) {
            try read("{\"version\": 2, \"tests\": []}")
        }
    }

    @Test func aTimeThatIsNoNumberIsNotWritten() {
        var suite = SampleSuite().suite
        suite.seconds = .nan
        #expect(throws: ReportError.self) { try JSONReport.text(of: suite) }
    }

    private func read(_ text: String) throws -> SuiteResult {
        try JSONReport.suite(in: Data(text.utf8), file: "result.json")
    }
}
