import DeskwrightCore
import Foundation

/// A task file that the command line means, and a line of it where one is named.
struct TaskPath: Hashable {
    var file: String
    /// From 1.
    var line: Int?
}

extension TaskPath {
    /// Files as they are, also as `FILE:LINE`; of folders their task files.
    ///
    /// - Parameters:
    ///   - paths: As the command line has them.
    ///   - warn: Told of each folder in a folder that cannot be searched.
    /// - Returns: In the order of the paths.
    /// - Throws: What of them is not to be had.
    static func expand(
        _ paths: [String], warn: @escaping (String) -> Void = { Terminal.error.show(warning: $0) }
    ) throws(UsageError) -> [TaskPath] {
        var files: [TaskPath] = []
        for path in paths {
            var named = TaskPath(file: path)
            if mode(of: path) == nil, let (file, line) = split(path), mode(of: file) != nil {
                named = TaskPath(file: file, line: line)
            }
            guard let mode = mode(of: named.file) else {
                throw UsageError(
                    "cannot read \(quoted(path)): \(String(cString: strerror(errno)))",
                    hint: "check the path; it is relative to the current folder")
            }
            named.file = pathFromHere(named.file)
            guard mode & S_IFMT == S_IFDIR else {
                files.append(named)
                continue
            }
            guard named.line == nil else {
                throw UsageError(
                    "\(quoted(named.file)) is a folder and has no lines", hint: "name a file")
            }
            files += try TaskFolder(path: named.file, warn: warn).files().map { TaskPath(file: $0) }
        }
        return files
    }

    /// `a.yaml:12`, also with a column behind, as messages have it.
    private static func split(_ path: String) -> (file: String, line: Int)? {
        guard let match = path.firstMatch(of: /^(.+?):([0-9]{1,9})(?::[0-9]{1,9})?:?$/),
            let line = Int(match.2)
        else { return nil }
        return (String(match.1), line)
    }

    /// The kind of file; `nil` when there is none, with `errno` saying why.
    private static func mode(of path: String) -> mode_t? {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_mode : nil
    }
}

extension TaskPath {
    /// Of the tasks that the file makes those that the line is about: of a value of the matrix those that have it,
    /// and of any other line all.
    func picked(of tasks: [TaskSpec]) throws(UsageError) -> [TaskSpec] {
        guard let line else { return tasks }
        let count = tasks.first?.source.split(separator: "\n", omittingEmptySubsequences: false)
            .count
        guard line >= 1, line <= count ?? 0 else {
            throw UsageError(
                "\(file) has no line \(line)", hint: "its last line is \(count ?? 0)")
        }
        let own = tasks.filter { $0.variant.contains { $0.line == line } }
        return own.isEmpty ? tasks : own
    }
}

/// One path for one file, however it was written: from the current folder where it is in it.
func pathFromHere(_ path: String) -> String {
    let whole = URL(fileURLWithPath: path).standardizedFileURL.path
    let folder = FileManager.default.currentDirectoryPath
    if whole == folder { return "." }
    return whole.hasPrefix(folder + "/") ? String(whole.dropFirst(folder.count + 1)) : whole
}
