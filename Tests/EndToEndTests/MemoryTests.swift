import DeskwrightTestSupport
import Foundation
import Subprocess
import SystemPackage
import Testing

/// The memory of a run that goes on for a thousand steps, against a service over loopback.
struct MemoryTests {
    private static let stepCount = 1_000

    /// What a step may leave behind, in bytes: a picture of this small screen has twice as many.
    private static let leftPerStepMax = 1_500

    @Test(arguments: [[], ["--api", "chat"]])
    func aThousandStepsTakeNoMoreMemoryThanAHundred(options: [String]) async throws {
        try await withScratchFolder { folder in
            // Far more than are needed: on a busy machine many go by before it is looked at.
            try LongRun.write(stepCount: 2 * Self.stepCount, to: folder)
            let sizes = try await serving(folder + "/script.yaml", in: folder) { url in
                try await residentKiB(atSteps: [100, Self.stepCount], options, url, in: folder)
            }
            #expect(sizes.count == 2)
            let growth = (sizes[1] - sizes[0]) * 1024
            #expect(
                growth < (Self.stepCount - 100) * Self.leftPerStepMax,
                "\(sizes[0]) KiB at step 100, \(sizes[1]) KiB at step \(Self.stepCount)")
        }
    }

    /// The memory in use when the service has got so many requests; the run is ended after the last.
    private func residentKiB(
        atSteps steps: [Int], _ options: [String], _ url: String, in folder: String
    ) async throws -> [Int] {
        try await Subprocess.run(
            .path(.init(Program.path)),
            arguments: Arguments(
                [
                    "run", "-q", "--model", "gpt-5.4", "--budget", "steps=2000", "--context",
                    "limit=20000", "task.yaml",
                ] + options),
            environment: .custom(Program.customEnvironment(folder, ["OPENAI_BASE_URL": url])),
            workingDirectory: .init(folder), input: .none, output: .discarded, error: .discarded
        ) { execution in
            var sizes: [Int] = []
            let status = "/proc/\(execution.processIdentifier.value)/status"
            for step in steps {
                while try requestCount(in: folder) < step {
                    try await Task.sleep(for: .milliseconds(20))
                }
                sizes.append(try Self.residentKiB(try text(status)))
            }
            try execution.send(signal: .terminate)
            return sizes
        }.closureResult
    }

    private func requestCount(in folder: String) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: folder + "/requests").count
    }

    /// - SeeAlso: proc_pid_status(5), `VmRSS`.
    private static func residentKiB(_ status: String) throws -> Int {
        let match = try #require(status.firstMatch(of: /VmRSS:\s*(\d+) kB/))
        return try #require(Int(match.1))
    }
}
