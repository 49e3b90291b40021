import ArgumentParser
import DeskwrightCore
import DeskwrightSuites
import Foundation

/// Running again what changes.
extension RunCommand {
    /// Runs all tasks, and then those that depend on a file that has changed, until a signal comes.
    func runWheneverFilesChange(_ environment: RunEnvironment) async throws {
        var changed: Set<String>?
        while true {
            let files = watchedFiles(environment)
            let times = FileTimes(of: files)
            do {
                try await run(in: environment, changed: changed)
            } catch let code as ExitCode {
                if [FailureKind.interrupted, .terminated].map(\.exitCode).contains(code) {
                    throw code
                }
            } catch let faults as FileFaults {
                Terminal.error.line(faults.message)
            } catch let failure as any Failure {
                Terminal.error.show(failure)
            }
            Terminal.error.line(
                Terminal.error.styled(
                    "watching \(counted(times.count, "file")); Ctrl+C ends it", .dim))
            changed = try await times.changes(lookingAt: { files.union(taskFiles()) })
        }
    }

    /// Those that the tasks depend on, as far as they can be read; absolute, without links.
    private func watchedFiles(_ environment: RunEnvironment) -> Set<String> {
        taskFiles().reduce(into: []) { files, file in
            files.insert(file)
            let tasks = try? TaskReading.read(path: file, environment: environment.variables)
            for task in tasks ?? [] { files.formUnion(task.namedFiles) }
        }
    }

    /// Looked for again and again: what is wrong was said when the tasks were read.
    private func taskFiles() -> Set<String> {
        Set(((try? TaskPath.expand(paths, warn: { _ in })) ?? []).map { resolved($0.file) })
    }

    private func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}

/// When files were last written.
struct FileTimes {
    private let times: [String: timespec]

    var count: Int { times.count }

    init(of files: Set<String>) {
        times = Dictionary(
            files.compactMap { file in
                var facts = stat()
                return stat(file, &facts) == 0 ? (file, facts.st_mtim) : nil
            }, uniquingKeysWith: { $1 })
    }

    /// Waits until one of the files is written, is gone, or a new one is there, and nothing is written any more.
    ///
    /// - Parameter files: Which ones there are now.
    /// - Returns: Those that are different.
    /// - Throws: `CancellationError`
    func changes(lookingAt files: () -> Set<String>) async throws -> Set<String> {
        var looks = 0
        var known = files()
        while true {
            try await Task.sleep(for: .milliseconds(300))
            looks += 1
            // Folders are searched more seldom: much may lie in them.
            if looks % 5 == 0 { known = files() }
            guard !differences(to: FileTimes(of: known)).isEmpty else { continue }
            // Editors write in several goes.
            try await Task.sleep(for: .milliseconds(200))
            return differences(to: FileTimes(of: files()))
        }
    }

    private func differences(to other: FileTimes) -> Set<String> {
        Set(times.keys).union(other.times.keys).filter { file in
            guard let one = times[file], let two = other.times[file] else { return true }
            return one.tv_sec != two.tv_sec || one.tv_nsec != two.tv_nsec
        }
    }
}
