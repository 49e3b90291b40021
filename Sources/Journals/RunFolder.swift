import DeskwrightCore
import DeskwrightImages
import Foundation
import Glibc

/// One run on disk: the task, a line for each event, every screen once, the result and the report.
///
/// ```
/// runs/20261123-235501-replace-all-in-a-note/
///   task.yaml  journal.jsonl  screens/<hash>.png  apps/<id>.log  work/  result.json  report.html
/// ```
/// Secrets are replaced by their references before anything is written.
package actor RunFolder: Journal {
    /// The folder's absolute path.
    package nonisolated let path: String
    private let secrets: Secrets
    private let lines: LineWriter
    private let elapsed: @Sendable () -> Duration
    private var keptNames: Set<String> = []
    private let executor = DiskExecutor()

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// The run's scratch folder, `$WORK`: apps and commands start here.
    package nonisolated var workPath: String { path + "/work" }

    /// Where an app's output goes.
    package nonisolated func appLogPath(_ id: String) -> String {
        let safe = id.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "_" }
        return "\(path)/apps/\(String(safe)).log"
    }

    /// Makes the folder of a new run, with the task's text and the start of its journal in it.
    ///
    /// - Parameters:
    ///   - runsDirectory: Made when missing, with the folders above it.
    ///   - task: Its name becomes the folder's, its source `task.yaml`.
    ///   - startedAt: For the folder's name, which has it in UTC.
    ///   - secrets: Kept out of all that the folder's writers are given.
    ///   - clock: Times in the journal are counted on it, from now.
    /// - Returns: A folder that no other run has, with a number after its name where two would.
    /// - Throws: ``JournalError/failed(operation:path:reason:)`` with the path that cannot be made.
    package static func create(
        in runsDirectory: String, task: TaskSpec, startedAt: Date, secrets: Secrets,
        clock: some Clock<Duration> = ContinuousClock()
    ) throws(JournalError) -> RunFolder {
        try RunFolderName.makeAll(runsDirectory)
        guard let parent = realpath(runsDirectory, nil) else {
            throw JournalError.system("open the folder", runsDirectory)
        }
        defer { free(parent) }
        let name = RunFolderName.make(startedAt: startedAt, task: secrets.redact(task.name))
        let path = try RunFolderName.claim(name, in: String(cString: parent))
        for folder in ["screens", "apps", "work"] {
            try RunFolderName.makeAll("\(path)/\(folder)")
        }
        try PlainFile.write(Array(secrets.redact(task.source).utf8), to: "\(path)/task.yaml")
        let lines = try LineWriter(path: "\(path)/journal.jsonl")
        let start = clock.now
        return RunFolder(path: path, secrets: secrets, lines: lines) {
            start.duration(to: clock.now)
        }
    }

    private init(
        path: String, secrets: Secrets, lines: sending LineWriter,
        elapsed: @escaping @Sendable () -> Duration
    ) {
        self.path = path
        self.secrets = secrets
        self.lines = lines
        self.elapsed = elapsed
    }

    package func append(_ event: JournalEvent) throws(JournalError) {
        let line = JournalLine(seconds: elapsed() / .seconds(1), event: event)
        try lines.append(try tree(line, of: "\(path)/journal.jsonl").line)
    }

    package func keep(png: [UInt8]) throws(JournalError) -> String {
        let name = ContentAddress.name(of: png)
        if keptNames.contains(name) { return name }
        try PlainFile.write(png, to: "\(path)/screens/\(name).png")
        keptNames.insert(name)
        return name
    }

    /// Takes secrets out of what the apps wrote, and writes `result.json` and, from all that the folder holds, `report.html`.
    package func finish(_ result: RunResult) throws(JournalError) {
        try AppLog.redactAll(inRunFolder: path, secrets: secrets)
        let file = "\(path)/result.json"
        try PlainFile.write(Array((try tree(result, of: file).page() + "\n").utf8), to: file)
        let report = HTMLReport.render(try RecordedRun.read(folder: path), secrets: secrets)
        try PlainFile.write(Array(report.utf8), to: "\(path)/report.html")
    }

    private func tree(
        _ value: some Encodable, of path: String
    ) throws(JournalError) -> JSONTree {
        do {
            return try JSONTree(value).redacted(by: secrets)
        } catch {
            // Only a number that is none (a division by zero upstream) cannot be written as JSON.
            throw .failed(operation: "encode a line of", path: path, reason: "\(error)")
        }
    }
}
