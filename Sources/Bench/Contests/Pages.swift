import DeskwrightCore
import Foundation

/// How long the pages of a large run take to open in a browser, and how large their files are.
struct PagesContest {
    var isQuick: Bool
    let progress: Progress

    static let name = "Deskwright, a report in Chromium"
    static let subjects = (
        list: "the list of 500 tasks", task: "a task of 40 steps", long: "a task of 2,000 steps"
    )
    static let files = "the largest file of 22,000 steps"

    func run() async throws -> [Section] {
        let folder = NSTemporaryDirectory() + "deskwright-bench-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        progress.note("pages: a run of 500 tasks")
        try writeTasks(into: folder + "/tasks")
        try runTasks(in: folder)
        let report = folder + "/report"
        let browser = try ResidentPython(
            PythonTools(script: "scripts/pages/measure.py"), library: "pages",
            environment: ProcessInfo.processInfo.environment)
        var result = RaceResult()
        for (subject, page) in [
            (PagesContest.subjects.list, "index.html"),
            (PagesContest.subjects.task, try page(ofTask: "task-1", in: report)),
            (PagesContest.subjects.long, try page(ofTask: "long", in: report)),
        ] {
            progress.note("pages: \(subject)")
            let opens = Contestant(name: PagesContest.name) {
                Reading([.wall: try browser.call("file://\(report)/\(page)")])
            }
            result += await race([opens], on: subject, rounds: isQuick ? 1 : 10)
        }
        result.series.append(
            Series(
                contestant: PagesContest.name, subject: PagesContest.files, quantity: .bytes,
                samples: [Double(try largestFile(in: report))]))
        return [Section(.pages, result)]
    }

    private func writeTasks(into folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let tasks =
            (1...(isQuick ? 10 : 500)).map { ("task-\($0)", 40) }
            + [("long", isQuick ? 100 : 2000)]
        for (number, (name, stepCount)) in tasks.enumerated() {
            // One of ten does not pass: such rows are the larger ones.
            let text = task(name, stepCount: stepCount, fails: number % 10 == 7)
            try text.write(toFile: "\(folder)/\(name).yaml", atomically: true, encoding: .utf8)
        }
    }

    private func task(_ name: String, stepCount: Int, fails: Bool) -> String {
        let scene = FileManager.default.currentDirectoryPath + "/fixtures/scenes/notes.yaml"
        let typing = (0..<(stepCount - 1)).map { number in
            number.isMultiple(of: 2) ? "  - type: line \(number) of the text" : "  - press: Return"
        }
        let last = fails ? "  - run: echo not as it should be >&2; false" : "  - press: Return"
        return """
            version: 1
            name: \(name)
            display: {mock: "\(scene)"}
            steps:
            \((typing + [last]).joined(separator: "\n"))

            """
    }

    /// Some of the tasks do not pass, and so the program ends with 1.
    private func runTasks(in folder: String) throws {
        let program = TimedProgram(
            arguments: [
                ".build/release/deskwright", "run", "-q", "-j", "100%", "--out", folder + "/runs",
                "--reporter", "html=\(folder)/report", folder + "/tasks",
            ], environment: ProcessInfo.processInfo.environment)
        do {
            _ = try program.run()
        } catch {
            guard case .failed(_, let code) = error, code == 1 else { throw error }
        }
    }

    private func page(ofTask name: String, in report: String) throws -> String {
        let folders = try FileManager.default.contentsOfDirectory(atPath: report + "/runs")
        guard let folder = folders.first(where: { $0.hasSuffix("-\(name)") }) else {
            throw BenchError.noResult(of: "the task \(name)")
        }
        return "runs/\(folder)/report.html"
    }

    private func largestFile(in folder: String) throws -> Int {
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        let sizes = try (files ?? []).map { file in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(file)")
            return (attributes[.size] as? NSNumber)?.intValue ?? 0
        }
        return sizes.max() ?? 0
    }
}

extension PagesContest {
    static func goals(_ report: BenchReport) -> [Goal] {
        [subjects.list, subjects.task, subjects.long].map { subject in
            Goal(
                what: "A report page can be used, \(subject)", isHeadline: subject == subjects.list,
                demands: [.atMost(2000, "ms", report.median(.pages, name, subject))])
        } + [
            Goal(
                what: "A report's largest file, a run of 22,000 steps",
                demands: [
                    .atMost(
                        10_000, "KB",
                        report.median(.pages, name, files, .bytes).map { $0 / 1000 })
                ])
        ]
    }
}
