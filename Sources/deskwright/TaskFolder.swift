import DeskwrightCore
import Foundation

/// The task files of a folder and of the folders in it.
struct TaskFolder {
    let path: String

    /// By name: every `.yaml` file directly in the folder, and of the folders in it those that are tasks.
    ///
    /// Further down there are other files too: steps that tasks share, scenes, recipes of other programs. Hidden
    /// folders and those of runs are left out, and links to folders, which may lead round and round.
    func files() throws(UsageError) -> [String] {
        let files = try yamlFiles(below: "", depth: 0)
        guard !files.isEmpty else {
            throw UsageError(
                "the folder \(quoted(path)) holds no task file (*.yaml)",
                hint: "name a task file; `deskwright init` writes a first one")
        }
        return files.sorted().map {
            path == "." ? $0 : (path as NSString).appendingPathComponent($0)
        }
    }

    private func yamlFiles(below folder: String, depth: Int) throws(UsageError) -> [String] {
        let names = try names(in: folder)
        // A run folder has a copy of its task.
        guard depth == 0 || !names.contains("journal.jsonl") else { return [] }
        var files: [String] = []
        for name in names where !name.hasPrefix(".") {
            let file = folder.isEmpty ? name : "\(folder)/\(name)"
            if isFolder(file) {
                files += try yamlFiles(below: file, depth: depth + 1)
            } else if name.hasSuffix(".yaml") || name.hasSuffix(".yml"),
                depth == 0 || isTask(file)
            {
                files.append(file)
            }
        }
        return files
    }

    private func names(in folder: String) throws(UsageError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")
        } catch {
            let folder = folder.isEmpty ? path : (path as NSString).appendingPathComponent(folder)
            throw UsageError(
                "cannot read the folder \(quoted(folder)): \(error.systemReason)",
                hint: "may you read it? `ls -ld` shows who may")
        }
    }

    private func isFolder(_ file: String) -> Bool {
        var facts = stat()
        return lstat("\(path)/\(file)", &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// What cannot be read counts, so that it is reported.
    private func isTask(_ file: String) -> Bool {
        guard let text = try? String(contentsOfFile: "\(path)/\(file)", encoding: .utf8) else {
            return true
        }
        return TaskFolder.isTask(text)
    }

    /// Whether the keys at the left edge are those of a task, be it a faulty one.
    static func isTask(_ text: String) -> Bool {
        let keys = Set(
            text.split(whereSeparator: \.isNewline).compactMap { line -> Substring? in
                guard line.first?.isLetter == true, let colon = line.firstIndex(of: ":") else {
                    return nil
                }
                return line[..<colon]
            })
        return !keys.isDisjoint(with: ["goal", "apps"])
            || keys.contains("name") && !keys.isDisjoint(with: ["version", "steps"])
    }
}
