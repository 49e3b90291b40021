import DeskwrightTestSupport
import Foundation
import Subprocess
import SystemPackage
import Testing

/// Several tasks on real displays, with something killed in the middle.
struct KilledSuiteTests {
    private func withTasks(
        _ command: String, _ work: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        try await withScratchFolder { folder in
            for name in ["tasks", "t"] {
                try FileManager.default.createDirectory(
                    atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
            }
            for number in 1...6 {
                try write(
                    """
                    version: 1
                    name: Task \(number)
                    retries: 1
                    steps:
                      - run: \(command)
                      - screenshot: end
                    """, to: "\(folder)/tasks/\(number).yaml")
            }
            try await work(folder)
        }
    }

    /// All temporary files of the command are in `t`.
    private func environment(_ folder: String) -> [String: String] { ["TMPDIR": folder + "/t"] }

    @Test func aRunThatIsKilledIsTakenUpByTheNext() async throws {
        // Two end; the others would last until the next run.
        let command = """
            'mkdir ../../1 2>&1 || mkdir ../../2 2>&1 || test -e ../../next || sleep 50'
            """
        try await withTasks(command) { folder in
            let log = folder + "/log.txt"
            let output = try FileDescriptor.open(
                log, .writeOnly, options: [.create], permissions: .ownerReadWrite)
            _ = try await Subprocess.run(
                .path(.init(Program.path)), arguments: ["run", "-j", "2", "tasks"],
                environment: .custom(Program.customEnvironment(folder, environment(folder))),
                workingDirectory: .init(folder), input: .none,
                output: .fileDescriptor(output, closeAfterSpawningProcess: true),
                error: .discarded
            ) { execution in
                #expect(try await eventually { try text(log).contains("[2/6]") })
                try execution.send(signal: .kill)
            }
            let ended = try text(log).matches(of: /passed (tasks\/.\.yaml)/).map { String($0.1) }
            #expect(ended.count == 2)
            #expect(!FileManager.default.fileExists(atPath: folder + "/runs/suite.json"))
            #expect(try await eventually { try processes(of: folder).isEmpty })

            let left = try text(folder + "/runs/.last-run.json").matches(of: /tasks\/.\.yaml/)
                .map { String($0.0) }
            #expect(left.count == 4)
            #expect(Set(left).isDisjoint(with: ended))

            try write("", to: folder + "/runs/next")
            let next = try await Program.run(
                ["run", "--last-failed", "-j", "2", "tasks"], in: folder,
                environment: environment(folder))
            #expect(next.code == 0, "\(next.errors)\(next.output)")
            #expect(next.output.contains("4 passed"), "\(next.output)")
            for id in ended { #expect(!next.output.contains(id)) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/t") == [])
            #expect(try processes(of: folder).isEmpty)
        }
    }

    @Test func aDisplayThatIsKilledIsAnErrorAndAnotherOneIsStarted() async throws {
        let command = """
            '! mkdir ../../once 2>&1 || { kill -9 $(pgrep -f "Xvfb $DISPLAY -"); sleep 1; }'
            """
        try await withTasks(command) { folder in
            let outcome = try await Program.run(
                ["run", "-j", "2", "tasks"], in: folder, environment: environment(folder))
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains("5 passed, 1 flaky"), "\(outcome.output)")
            #expect(outcome.output.contains("the X server went away"), "\(outcome.output)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/t") == [])
        }
    }

    @Test func aTaskWhoseAppIsKilledSaysSoAndTheRestGoesOn() async throws {
        try await withTasks("sleep 0.1") { folder in
            try write(
                """
                version: 1
                name: Killed app
                apps: [{id: terminal, run: xterm, args: [-title, here], ready: {window: here}}]
                steps:
                  - run: pkill -KILL -f "xterm -title here$"
                  - expect: {visible: "a word that is nowhere"}
                    timeout: 1s
                """, to: folder + "/tasks/3.yaml")
            let outcome = try await Program.run(
                ["run", "-j", "2", "tasks"], in: folder, environment: environment(folder))
            #expect(outcome.code == 1, "\(outcome.errors)\(outcome.output)")
            #expect(outcome.output.contains("5 passed, 1 failed"), "\(outcome.output)")
            #expect(outcome.output.contains(#"the app "terminal" was ended by signal 9"#))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/t") == [])
            #expect(try processes(of: folder).isEmpty)
        }
    }

    /// Processes that have the folder for temporary files.
    private func processes(of folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
            guard Int(name) != nil,
                let environment = FileManager.default.contents(atPath: "/proc/\(name)/environ")
            else { return false }
            return String(decoding: environment, as: UTF8.self).contains("TMPDIR=\(folder)/t\0")
        }
    }
}
