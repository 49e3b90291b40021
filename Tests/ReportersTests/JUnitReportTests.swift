import DeskwrightCore
import Testing

@testable import DeskwrightReporters

struct JUnitReportTests {
    private func page(_ suite: SuiteResult) throws -> ParsedElement {
        try ParsedElement.read(JUnitReport.xml(of: suite, hostname: "ci-1"))
    }

    @Test func theCountsAreThoseOfTheCasesAndAFlakyTaskCountsAsPassed() throws {
        let page = try page(SampleSuite().suite)
        #expect(
            page.attributes == [
                "name": "deskwright", "tests": "5", "failures": "1", "errors": "1", "skipped": "1",
                "time": "12.500",
            ])
        for suite in page.all("testsuite") {
            let cases = suite.all("testcase")
            #expect(suite.attributes["tests"] == "\(cases.count)")
            for (count, name) in [
                ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"),
            ] {
                #expect(suite.attributes[count] == "\(cases.count { $0[name] != nil })")
            }
        }
    }

    @Test func thereIsASuiteForEachFileAndACaseForEachTask() throws {
        let suites = try page(SampleSuite().suite).all("testsuite")
        #expect(suites.map(\.attributes["name"]) == ["tasks/a.yaml", "tasks/b.yaml"])
        #expect(suites.map { $0.all("testcase").count } == [2, 3])
        #expect(suites[0].attributes["hostname"] == "ci-1")
        #expect(suites[0].attributes["timestamp"] == "2026-11-27T01:15:20")
        #expect(suites[0].attributes["time"] == "5.000")
        let first = try #require(suites[0]["testcase"])
        #expect(
            first.attributes == [
                "name": "Save a note", "classname": "tasks/a.yaml", "file": "tasks/a.yaml",
                "line": "3", "time": "1.250",
            ])
        #expect(first.all("property").map(\.attributes["value"]) == ["smoke", "editor"])
    }

    @Test func tasksOfAFileThatComeApartAreInOneSuite() throws {
        var suite = SampleSuite().suite
        suite.tasks.swapAt(1, 3)
        let suites = try page(suite).all("testsuite")
        #expect(suites.map { $0.all("testcase").count } == [2, 3])
    }

    @Test(arguments: [
        ("Save a note", []), ("Replace all", ["failure", "rerunFailure", "rerunError"]),
        ("Undo", ["flakyFailure", "flakyError"]), ("Print", ["rerunFailure", "error"]),
        ("Scan", ["skipped"]),
    ])
    func aVerdictIsToldInSurefiresElementsAndOrder(task: String, elements: [String]) throws {
        let cases = try page(SampleSuite().suite).all("testcase")
        let it = try #require(cases.first { $0.attributes["name"] == task })
        let names = it.children.map(\.name).filter { $0 != "properties" && $0 != "system-out" }
        #expect(names == elements)
        #expect(it.children.count { $0.name == "system-out" } == (task == "Scan" ? 0 : 1))
        for name in elements where name.hasPrefix("rerun") || name.hasPrefix("flaky") {
            #expect(it[name]?["stackTrace"]?.text.isEmpty == false)
        }
    }

    @Test func aFailureSaysTheReasonTheChecksThatDidNotHoldAndTheHint() throws {
        let failure = try #require(try page(SampleSuite().suite).all("failure").first)
        #expect(failure.attributes == ["message": "the note is not saved", "type": "task"])
        #expect(
            failure.text == """
                the note is not saved

                expected: the file is "bar"
                found: foo

                expected: "Save" is shown
                found (nobody can say): no screen

                hint: does the editor ask something?
                """)
        let error = try #require(try page(SampleSuite().suite).all("error").first)
        #expect(error.attributes["type"] == "environment")
        let skipped = try #require(try page(SampleSuite().suite).all("skipped").first)
        #expect(skipped.attributes["message"] == "no scanner")
    }

    @Test func theOutputNamesEveryTrysReportOnALineAndTheCommand() throws {
        let output = try #require(try page(SampleSuite().suite).all("testcase")[3]["system-out"])
        #expect(
            output.text == """

                [[ATTACHMENT|try-1/report.html]]
                [[ATTACHMENT|try-2/report.html]]
                run it again: deskwright run tasks/b.yaml

                """)
    }

    @Test func aTryWithoutAFolderHasNoAttachment() throws {
        var suite = SampleSuite().suite
        suite.tasks[0].tries[0].folder = ""
        let output = try #require(try page(suite).all("system-out").first)
        #expect(output.text == "\nrun it again: deskwright run tasks/a.yaml\n")
    }

    @Test func casesOfOneNameInAFileAreToldApart() throws {
        var suite = SampleSuite().suite
        suite.tasks = (1...2).map { number in
            var task = suite.tasks[0]
            task.id = "tasks/a.yaml#\(number)"
            return task
        }
        let names = try page(suite).all("testcase").map(\.attributes["name"])
        #expect(names == ["Save a note #1", "Save a note #2"])
    }

    @Test(arguments: [TaskVerdict.failed, .error])
    func aVerdictWithoutATryIsCountedAndTold(verdict: TaskVerdict) throws {
        var suite = SampleSuite().suite
        suite.tasks = [SampleSuite().task(verdict, "Save", file: "a.yaml", tries: [])]
        let page = try page(suite)
        #expect(page.all("failure").count + page.all("error").count == 1)
        #expect(page.attributes[verdict == .failed ? "failures" : "errors"] == "1")
    }

    @Test(arguments: [
        ("2026-11-27T01:15:20Z", "2026-11-27T01:15:20"),
        ("2026-11-27T01:15:20.123Z", "2026-11-27T01:15:20"),
        ("2026-11-27T01:15:20+02:00", nil), ("yesterday", nil), ("", nil),
    ])
    func aTimestampHasWholeSecondsAndNoZone(text: String, expected: String?) {
        #expect(JUnitReport.timestamp(text) == expected)
    }

    @Test(arguments: [
        (1234.5678, "1234.568"), (0, "0.000"), (-1, "0.000"), (.nan, "0.000"), (.infinity, "0.000"),
    ])
    func secondsHaveADotAndThreeDigits(seconds: Double, expected: String) {
        #expect(JUnitReport.seconds(seconds) == expected)
    }

    @Test(arguments: hostileTexts)
    func aHostileTextStaysAText(text: String) throws {
        let hostile = try page(SampleSuite(text: text).suite)
        let calm = try page(SampleSuite().suite)
        #expect(skeleton(hostile) == skeleton(calm))
        let names = hostile.all("testcase").map(\.attributes["name"])
        #expect(
            names == calm.all("testcase").map { "\($0.attributes["name"] ?? "")\(clean(text))" })
        let body = try #require(hostile.all("failure").first?.text)
        #expect(body.contains("found: foo\(clean(text))"))
    }

    /// What remains of a text in XML: a parser has no business with the rest.
    private func clean(_ text: String) -> String { CleanText.clean(text) }

    private func skeleton(_ element: ParsedElement) -> String {
        "<\(element.name) \(element.attributes.keys.sorted())>"
            + element.children.map(skeleton).joined() + "</>"
    }
}
