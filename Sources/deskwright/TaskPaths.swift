import DeskwrightCore
import Foundation

/// The task files that the command line's paths mean.
enum TaskPaths {
    /// Files as they are; of folders every `.yaml` file directly in them, by name.
    static func expand(_ paths: [String]) throws(UsageError) -> [String] {
        var files: [String] = []
        for path in paths {
            var facts = stat()
            guard stat(path, &facts) == 0 else {
                throw UsageError(
                    "cannot read \(quoted(path)): \(String(cString: strerror(errno)))",
                    hint: "check the path; it is relative to the current folder")
            }
            guard facts.st_mode & S_IFMT == S_IFDIR else {
                files.append(path)
                continue
            }
            let tasks = try names(in: path)
                .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
            guard !tasks.isEmpty else {
                throw UsageError(
                    "the folder \(quoted(path)) holds no task file (*.yaml)",
                    hint: "name a task file; `deskwright init` writes a first one")
            }
            files += tasks.map { (path as NSString).appendingPathComponent($0) }
        }
        return files
    }

    private static func names(in folder: String) throws(UsageError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw UsageError(
                "cannot read the folder \(quoted(folder)): \(error.systemReason)",
                hint: "may you read it? `ls -ld` shows who may")
        }
    }
}
