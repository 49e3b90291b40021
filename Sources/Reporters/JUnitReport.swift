import DeskwrightCore
import Foundation

/// A suite's result in the XML that CI systems read, in Surefire's dialect where tasks were tried again.
///
/// - SeeAlso: surefire-test-report-3.0.xsd. Beyond it are `file`, `line`, `hostname`, `timestamp` and the
///   properties of a case, which readers use that know them, and others pass over.
package enum JUnitReport {
    /// The whole page: a `testsuite` for each file, a `testcase` for each task.
    ///
    /// A flaky task counts as passed, as in Surefire.
    ///
    /// - Parameters:
    ///   - suite: What became of the tasks.
    ///   - hostname: The machine that they ran on.
    /// - Returns: XML 1.0 in UTF-8. Paths of attachments are relative to the folder with the suite's own files.
    package static func xml(of suite: SuiteResult, hostname: String) -> String {
        var page = XMLTag(
            "testsuites",
            [
                "name": "deskwright", "tests": "\(suite.tasks.count)",
                "failures": "\(suite.tasks.count(of: .failed))",
                "errors": "\(suite.tasks.count(of: .error))",
                "skipped": "\(suite.tasks.count(of: .skipped))", "time": seconds(suite.seconds),
            ])
        for tasks in byFile(suite.tasks) {
            page.add(testsuite(of: tasks, startedAt: suite.startedAt, hostname: hostname))
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + page.lines()
    }

    private static func testsuite(
        of tasks: [TaskRecord], startedAt: String, hostname: String
    ) -> XMLTag {
        let starts = tasks.flatMap(\.tries).map(\.startedAt)
        var suite = XMLTag(
            "testsuite",
            [
                "name": tasks.first?.file, "timestamp": timestamp(starts.min() ?? startedAt),
                "hostname": hostname, "tests": "\(tasks.count)",
                "failures": "\(tasks.count(of: .failed))",
                "errors": "\(tasks.count(of: .error))", "skipped": "\(tasks.count(of: .skipped))",
                "time": seconds(tasks.reduce(0) { $0 + $1.seconds }),
            ])
        let names = Dictionary(tasks.map { ($0.name, 1) }, uniquingKeysWith: +)
        for task in tasks {
            suite.add(JUnitCase(task: task, hasNamesake: names[task.name] != 1).tag)
        }
        return suite
    }

    /// The tasks of each file, files in the order in which they first come.
    private static func byFile(_ tasks: [TaskRecord]) -> [[TaskRecord]] {
        var places: [String: Int] = [:]
        var files: [[TaskRecord]] = []
        for task in tasks {
            if let place = places[task.file] {
                files[place].append(task)
            } else {
                places[task.file] = files.count
                files.append([task])
            }
        }
        return files
    }

    /// Seconds with a dot and three digits, whatever the locale; what is no time is none.
    static func seconds(_ seconds: Double) -> String {
        String(format: "%.3f", seconds.isFinite ? max(0, seconds) : 0)
    }

    /// Whole seconds of UTC without a zone, the one form that every reader takes; `nil` when it is no time.
    ///
    /// - SeeAlso: JUnit.xsd of Ant: "Timezone may not be specified."
    static func timestamp(_ text: String) -> String? {
        let pattern = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d+)?Z/.asciiOnlyDigits()
        return text.wholeMatch(of: pattern).map { String($0.1) }
    }
}
