import DeskwrightTestSupport
import Foundation
import Subprocess
import SystemPackage
import Testing

/// Several tasks at once, through the built command on screens in memory.
struct SuiteTests {
    /// Two that pass, one that fails, one that passes on its second run, and one of a matrix.
    private func writeTasks(in folder: String) throws {
        let flaky = "test -e \(folder)/was-here || { touch \(folder)/was-here; false; }"
        let tasks = [
            ("a-pass", "tags: [smoke]", "'true'"), ("b-fail", "tags: [smoke, slow]", "'false'"),
            ("c-flaky", "retries: 1", "'\(flaky)'"),
            ("d-matrix", "matrix:\n  word:\n    - foo\n    - bar", "'true'"),
        ]
        for (name, more, command) in tasks {
            try write(
                """
                version: 1
                name: Task \(name)
                \(more)
                display: {mock: \(Repository.path("fixtures/scenes/notes.yaml"))}
                steps:
                  - run: \(command)
                """, to: "\(folder)/tasks/\(name).yaml")
        }
    }

    private func withTasks(
        _ work: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        try await withScratchFolder { folder in
            try FileManager.default.createDirectory(
                atPath: folder + "/tasks", withIntermediateDirectories: true)
            try writeTasks(in: folder)
            try await work(folder)
        }
    }

    @Test func eachTaskHasAVerdictAndFailuresTellHowToRunThemAgain() async throws {
        try await withTasks { folder in
            let outcome = try await Program.run(
                ["run", "-j", "3", "--reporter", "list,junit=out.xml,json=out.json", "tasks"],
                in: folder)
            #expect(outcome.code == 1, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains("3 passed, 1 flaky, 1 failed"), "\(outcome.output)")
            #expect(outcome.output.contains("again: deskwright run tasks/b-fail.yaml"))
            #expect(outcome.output.contains("report: runs/"))
            #expect(try text(folder + "/out.xml").contains("<flakyFailure"))
            #expect(try text(folder + "/out.json").contains(#""verdict" : "flaky""#))
            let suite = try text(folder + "/runs/suite.json")
            #expect(suite.contains(#""id" : "tasks/d-matrix.yaml[word=bar]""#))
        }
    }

    @Test func onlyWhatFailedIsRunAgain() async throws {
        try await withTasks { folder in
            _ = try await Program.run(["run", "-q", "tasks"], in: folder)
            let list = try await Program.run(
                ["run", "--last-failed", "--list", "tasks"], in: folder)
            #expect(list.code == 0)
            #expect(list.output.contains("tasks/b-fail.yaml"))
            #expect(!list.output.contains("a-pass") && !list.output.contains("c-flaky"))
        }
    }

    @Test(arguments: [
        (["--tag", "smoke"], ["a-pass", "b-fail"]),
        (["--tag", "smoke", "--exclude-tag", "slow"], ["a-pass"]),
        (["-g", "^Task [ab]"], ["a-pass", "b-fail"]),
        (["-G", "matrix"], ["a-pass", "b-fail", "c-flaky"]),
        (["-g", "word=foo"], ["d-matrix"]),
    ])
    func tasksAreChosen(options: [String], names: [String]) async throws {
        try await withTasks { folder in
            let outcome = try await Program.run(
                ["run", "--list", "--json", "tasks"] + options, in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == names.count)
            for (line, name) in zip(lines, names) { #expect(line.contains("tasks/\(name).yaml")) }
        }
    }

    @Test(arguments: [
        ("tasks/d-matrix.yaml:6", ["d-matrix.yaml[word=bar]"]),
        ("tasks/d-matrix.yaml:9", ["d-matrix.yaml[word=foo]", "d-matrix.yaml[word=bar]"]),
        ("tasks/a-pass.yaml:3:7", ["a-pass.yaml"]),
    ])
    func aLineNamesATask(path: String, ids: [String]) async throws {
        try await withTasks { folder in
            let outcome = try await Program.run(["run", "--list", "--json", path], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == ids.count)
            for (line, id) in zip(lines, ids) { #expect(line.contains("\"id\":\"tasks/\(id)\"")) }
        }
    }

    @Test(arguments: [
        (["-g", "nowhere", "tasks"], "none of 5 tasks is chosen"),
        (["-g", "(", "tasks"], "is not a regular expression"),
        (["tasks/a-pass.yaml:99"], "has no line 99"),
        (["tasks:3"], "is a folder and has no lines"),
        (["-j", "0", "tasks"], "'0' is invalid for '-j <n>'"),
        (["--reporter", "lists", "tasks"], "'lists' is invalid"),
        (["--last-failed", "tasks"], "no run was left in"),
        (["--repeat-each", "0", "tasks"], "--repeat-each wants 1 or more"),
        (["--only-changed=nowhere", "tasks"], "--only-changed nowhere"),
    ])
    func whatCannotBeRunIsSaidBeforeAnythingRuns(
        arguments: [String], message: String
    ) async throws {
        try await withTasks { folder in
            let outcome = try await Program.run(["run"] + arguments, in: folder)
            #expect(outcome.code == 2)
            #expect(outcome.errors.contains(message), "\(outcome.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder + "/runs"))
        }
    }

    @Test func aFlakyTaskCanFailTheRun() async throws {
        try await withTasks { folder in
            let outcome = try await Program.run(
                ["run", "--fail-on-flaky", "tasks/c-flaky.yaml"], in: folder)
            #expect(outcome.code == 6, "\(outcome.errors)\(outcome.output)")
        }
    }

    @Test func afterTheFirstFailureTheRestIsSkipped() async throws {
        try await withTasks { folder in
            let outcome = try await Program.run(["run", "-x", "tasks"], in: folder)
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("1 passed, 1 failed, 3 skipped"), "\(outcome.output)")
        }
    }

    @Test func whatTasksWouldDoIsPrintedAndNotDone() async throws {
        try await withTasks { folder in
            let outcome = try await Program.run(
                ["run", "--dry-run", "tasks/b-fail.yaml"], in: folder)
            #expect(outcome.code == 0)
            #expect(
                outcome.output.contains(#"run "false"  tasks/b-fail.yaml:6"#), "\(outcome.output)")
            #expect(!FileManager.default.fileExists(atPath: folder + "/runs"))
        }
    }

    @Test func onlyTasksThatChangedAreRun() async throws {
        try await withTasks { folder in
            let git = "git -c user.name=a -c user.email=a@example.org"
            let setUp = try await shell(
                "git init -q . && git add tasks && \(git) commit -qm first && echo '# more' >> tasks/b-fail.yaml",
                in: folder)
            #expect(setUp == 0)
            try write(try text(folder + "/tasks/a-pass.yaml"), to: folder + "/tasks/new.yaml")
            let outcome = try await Program.run(
                ["run", "--only-changed=HEAD", "--list", "--json", "tasks"], in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)")
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines.first?.contains("b-fail") ?? false)
            #expect(lines.last?.contains("new.yaml") ?? false)
        }
    }

    @Test func whatChangesIsRunAgain() async throws {
        try await withTasks { folder in
            let log = folder + "/log.txt"
            let output = try FileDescriptor.open(
                log, .writeOnly, options: [.create], permissions: .ownerReadWrite)
            let result = try await Subprocess.run(
                .path(.init(Program.path)),
                arguments: ["run", "--watch", "-G", "b-fail", "--reporter", "line", "tasks"],
                environment: .custom(Program.customEnvironment(folder, [:])),
                workingDirectory: .init(folder), input: .none,
                output: .fileDescriptor(output, closeAfterSpawningProcess: false),
                error: .fileDescriptor(output, closeAfterSpawningProcess: true)
            ) { execution in
                #expect(try await eventually { try text(log).contains("watching 5 files") })
                let file = folder + "/tasks/a-pass.yaml"
                try write(try text(file).replacing("'true'", with: "'false'"), to: file)
                #expect(try await eventually { try text(log).contains("1 failed (") })
                #expect(try text(log).contains("[1/1] failed tasks/a-pass.yaml"))
                try execution.send(signal: .interrupt)
            }
            #expect(Program.code(of: result.terminationStatus) == 130)
        }
    }

    /// The exit code.
    private func shell(_ command: String, in folder: String) async throws -> Int32 {
        let result = try await Subprocess.run(
            .path("/bin/sh"), arguments: ["-c", command],
            environment: .custom(Program.customEnvironment(folder, [:])),
            workingDirectory: .init(folder), input: .none, output: .discarded, error: .discarded)
        return Program.code(of: result.terminationStatus)
    }

    @Test func shardsTogetherAreTheSuite() async throws {
        try await withTasks { folder in
            for index in 1...3 {
                let outcome = try await Program.run(
                    [
                        "run", "-q", "--shard", "auto", "--out", "shards/\(index)",
                        "--reporter", "line", "tasks",
                    ], in: folder, environment: ["DESKWRIGHT_SHARD": "\(index)/3"])
                #expect([0, 1].contains(outcome.code), "\(outcome.errors)")
                #expect(outcome.errors.contains("shard \(index)/3"))
            }
            var merged: Set<String> = []
            for order in [["1", "2", "3"], ["3", "1", "2"]] {
                let outcome = try await Program.run(
                    ["merge", "--reporter", "line,html=page"] + order.map { "shards/\($0)" },
                    in: folder)
                #expect(outcome.code == 0, "\(outcome.errors)")
                #expect(outcome.output.contains("3 passed, 1 flaky, 1 failed"))
                merged.insert(try text(folder + "/merged/suite.json"))
            }
            #expect(merged.count == 1)
            let page = try text(folder + "/page/index.html")
            let links = page.matches(of: /href="(runs\/[^"]+)"/).map { String($0.1) }
            #expect(Set(links).count == 6)
            for link in links { #expect(try text(folder + "/page/" + link).contains("</html>")) }

            let missing = try await Program.run(["merge", "shards/1", "shards/3"], in: folder)
            #expect(missing.code == 3)
            #expect(missing.errors.contains("of 3 shards 1 is missing: 2"), "\(missing.errors)")

            // As a shard that was killed leaves it.
            unlink(folder + "/shards/2/suite.json")
            let partly = try await Program.run(
                ["merge", "--allow-missing", "--exit-code", "shards/1", "shards/2", "shards/3"],
                in: folder)
            #expect(partly.errors.contains("shards/2 has no result"), "\(partly.errors)")
            #expect(partly.errors.contains("shards that are missing: 2"))
            let hasFailure = partly.output.contains("1 failed")
            #expect(partly.code == (hasFailure ? 1 : 3))
        }
    }

    @Test func mergingLeavesWithTheCodeOfTheTasks() async throws {
        try await withTasks { folder in
            let run = try await Program.run(
                ["run", "-q", "--shard", "1/1", "--durations", "none.json", "tasks"], in: folder)
            #expect(run.code == 1)
            #expect(run.errors.contains("there is no none.json"), "\(run.errors)")
            for (options, code) in [([], 0), (["--exit-code"], 1)] {
                #expect(
                    try await Program.run(["merge", "runs"] + options, in: folder).code
                        == Int32(code))
            }
        }
    }

    @Test func foldersAreSearchedForTasks() async throws {
        try await withTasks { folder in
            let task = "version: 1\nname: Deep\nsteps: [{run: 'true'}]\n"
            let files = [
                "deep/er/e.yaml": task, "deep/steps.yaml": "version: 1\ninputs: [x]\nsteps: []\n",
                "deep/pods.yaml": "apiVersion: v1\nkind: Pod\n", ".hidden/h.yaml": task,
                "runs/1/task.yaml": task, "runs/1/journal.jsonl": "",
            ]
            for (name, content) in files {
                let path = "\(folder)/tasks/\(name)"
                try FileManager.default.createDirectory(
                    atPath: (path as NSString).deletingLastPathComponent,
                    withIntermediateDirectories: true)
                try write(content, to: path)
            }
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/tasks/round", withDestinationPath: ".")
            let list = try await Program.run(["run", "--list", "--json", "tasks"], in: folder)
            #expect(list.output.contains("tasks/deep/er/e.yaml"), "\(list.output)\(list.errors)")
            #expect(list.output.split(separator: "\n").count == 6)

            // A fault is not a reason to leave a task out.
            try write("version: 1\napps: []\nexpect: []\n", to: folder + "/tasks/deep/f.yaml")
            let faulty = try await Program.run(["run", "--list", "tasks"], in: folder)
            #expect(faulty.code == 2)
            #expect(faulty.errors.contains("tasks/deep/f.yaml:"), "\(faulty.errors)")
        }
    }

    @Test func aReportThatCannotBeWrittenIsNoSuccess() async throws {
        try await withTasks { folder in
            let outcome = try await Program.run(
                ["run", "--reporter", "line,junit=nowhere/out.xml", "tasks/a-pass.yaml"], in: folder
            )
            #expect(outcome.code == 3)
            #expect(outcome.output.contains("1 passed"), "\(outcome.output)")
            #expect(outcome.errors.contains("cannot write"), "\(outcome.errors)")
        }
    }

    @Test func gitHubIsTold() async throws {
        try await withTasks { folder in
            let outcome = try await Program.run(
                ["run", "-q", "tasks/a-pass.yaml", "tasks/b-fail.yaml"], in: folder,
                environment: [
                    "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": folder + "/summary.md",
                ])
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("::error file=tasks/b-fail.yaml,"), "\(outcome.output)")
            #expect(try text(folder + "/summary.md").contains("tasks/b-fail.yaml"))
        }
    }
}
