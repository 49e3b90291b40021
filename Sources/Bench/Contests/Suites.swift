import DeskwrightCore
import Foundation

/// Many tasks with one command: how much two workers save, what memory they take, and how soon a program gets its
/// first key.
struct SuitesContest {
    var isQuick: Bool
    let progress: Progress

    static let program = ".build/release/deskwright"

    enum Subject {
        static let workflows = "the workflows"
        static let mock = "1,000 tasks on the mock screen"
        static let key = "xterm's first key"
    }

    static func name(workers: Int) -> String { "-j \(workers)" }
    static let cold = "a command of its own"

    func run() async throws -> [Section] {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "deskwright-bench-suites-\(getpid())"
        ).path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var result = try await workflows(folder)
        result += try await mockTasks(folder)
        result += try await firstKeys(folder)
        return [Section(.suites, result)]
    }

    private func workflows(_ folder: String) async throws -> RaceResult {
        let contestants = [1, 2].map { workers in
            Contestant(name: SuitesContest.name(workers: workers)) {
                let options = ["-j", "\(workers)", "tasks/workflows"]
                return Reading(try await run(options, in: folder + "/workflows"))
            }
        }
        progress.note("suites: the workflows")
        return await race(contestants, on: Subject.workflows, rounds: isQuick ? 1 : 3)
    }

    private func mockTasks(_ folder: String) async throws -> RaceResult {
        let tasks = folder + "/tasks"
        try FileManager.default.createDirectory(atPath: tasks, withIntermediateDirectories: true)
        let scene = FileManager.default.currentDirectoryPath + "/fixtures/scenes/notes.yaml"
        for number in 1...1000 {
            try """
            version: 1
            name: Task \(number)
            display: {mock: \(scene)}
            steps: [{type: "line \(number)"}]
            """.write(toFile: "\(tasks)/\(number).yaml", atomically: false, encoding: .utf8)
        }
        let reports = "dot,junit=\(folder)/junit.xml,html=\(folder)/report"
        let contestant = Contestant(name: SuitesContest.name(workers: 2)) {
            Reading(
                try await run(["-j", "2", "--reporter", reports, tasks], in: folder + "/mock"))
        }
        progress.note("suites: tasks on the mock screen")
        return await race([contestant], on: Subject.mock, rounds: isQuick ? 1 : 2)
    }

    private func run(_ options: [String], in folder: String) async throws -> [Quantity: Double] {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await WatchedProgram(
            arguments: [SuitesContest.program, "run", "-q", "--out", folder] + options,
            environment: ProcessInfo.processInfo.environment
        ).run()
    }

    /// From the start of the command until the shell in a terminal has read the first line that is typed, by the
    /// shell's own clock.
    private func firstKeys(_ folder: String) async throws -> RaceResult {
        let (task, answer) = (folder + "/first.yaml", folder + "/first")
        try """
        version: 1
        name: The first key
        apps:
          - id: terminal
            run: xterm
            args: [-title, terminal, -e, sh, -c, 'read line; date +%s%N >\(answer); exec sleep 60']
            ready: {window: terminal}
        steps: [{type: "\\n"}]
        expect: [{file: {path: \(answer), matches: '[0-9]'}}]
        """.write(toFile: task, atomically: true, encoding: .utf8)
        let contestant = Contestant(name: SuitesContest.cold) {
            try? FileManager.default.removeItem(atPath: answer)
            let start = Date()
            _ = try await run([task], in: folder + "/first-key")
            let text = try String(contentsOfFile: answer, encoding: .utf8)
            guard let end = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
                throw BenchError.noResult(of: "a terminal's first key")
            }
            return Reading([.wall: end / 1e6 - start.timeIntervalSince1970 * 1000])
        }
        progress.note("suites: the first key")
        return await race([contestant], on: Subject.key, rounds: isQuick ? 5 : 60)
    }
}
