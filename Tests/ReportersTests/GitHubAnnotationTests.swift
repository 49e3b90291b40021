import DeskwrightCore
import Testing

@testable import DeskwrightReporters

struct GitHubAnnotationTests {
    @Test func whatTheProductDidComesFirstThenOutagesThenFlakyTasks() {
        var suite = SampleSuite().suite
        suite.tasks.reverse()
        let lines = GitHubReport.annotations(of: suite)
        #expect(
            lines.map { $0.prefix { $0 != "%" } } == [
                "::error file=tasks/a.yaml,line=3,title=Replace all",
                "::error file=tasks/b.yaml,line=3,title=Print",
                "::warning file=tasks/b.yaml,line=3,title=Undo",
            ])
        #expect(
            lines[1] == "::error file=tasks/b.yaml,line=3,title=Print%3A error::"
                + "the app did not start%0A%0Arun it again: deskwright run tasks/b.yaml")
        #expect(lines[0].contains("%0Aexpected: the file is \"bar\"%0Afound: foo%0A"))
        #expect(lines[2].contains("::It failed, and passed when it was run again.%0A%0A"))
    }

    @Test(arguments: [
        (10, 10, nil),
        (11, 0, "1 more task that did not pass"),
        (0, 12, "2 more flaky tasks"),
        (13, 11, "3 more tasks that did not pass and 1 more flaky task"),
    ])
    func whatGitHubWouldDropIsCounted(failed: Int, flaky: Int, rest: String?) {
        let sample = SampleSuite()
        var suite = sample.suite
        suite.tasks = (0..<failed).map {
            sample.task(.failed, "f\($0)", file: "a.yaml", tries: [sample.failure])
        }
        suite.tasks += (0..<flaky).map {
            sample.task(.flaky, "g\($0)", file: "a.yaml", tries: [sample.failure, sample.pass])
        }
        let lines = GitHubReport.annotations(of: suite)
        #expect(lines.count { $0.hasPrefix("::error ") } == min(failed, 10))
        #expect(lines.count { $0.hasPrefix("::warning ") } == min(flaky, 10))
        let notices = lines.filter { $0.hasPrefix("::notice ") }
        #expect(
            notices == (rest.map { ["::notice title=Deskwright::not shown here: \($0)"] } ?? []))
    }

    @Test func aProductsFailureIsNotCrowdedOutByOutages() {
        let sample = SampleSuite()
        var suite = sample.suite
        suite.tasks = (0..<20).map {
            sample.task(.error, "e\($0)", file: "a.yaml", tries: [sample.outage])
        }
        suite.tasks.append(sample.task(.failed, "it", file: "b.yaml", tries: [sample.failure]))
        #expect(GitHubReport.annotations(of: suite)[0].hasPrefix("::error file=b.yaml,"))
    }

    @Test(arguments: [
        ("50%\r\nnext\rlast", "50%25%0D%0Anext%0Dlast", "50%25%0D%0Anext%0Dlast"),
        ("a: b, c::d=e", "a: b, c::d=e", "a%3A b%2C c%3A%3Ad=e"),
        ("%0A%25", "%250A%2525", "%250A%2525"),
    ])
    func messagesAndPropertiesAreEscapedAsActionsDoIt(
        text: String, message: String, property: String
    ) {
        #expect(GitHubReport.data(text) == message)
        #expect(GitHubReport.property(text) == property)
    }

    @Test(arguments: hostileTexts)
    func aHostileTextIsStillOneCommandALine(text: String) {
        let lines = GitHubReport.annotations(of: SampleSuite(text: text).suite)
        #expect(lines.count == 3)
        for line in lines {
            #expect(!line.unicodeScalars.contains { $0 == "\n" || $0 == "\r" || $0 == "\u{1B}" })
            #expect(line.utf8.count < 64 << 10)
            // As the runner splits it: a command with properties, and the message.
            let parts = line.split(separator: "::", maxSplits: 1)
            let properties = parts[0].split(separator: " ", maxSplits: 1)[1].split(separator: ",")
            #expect(properties.map { $0.prefix { $0 != "=" } } == ["file", "line", "title"])
        }
    }
}
