import DeskwrightCore
import DeskwrightTaskFiles
import Foundation

/// The task files of a folder and of the folders in it.
struct TaskFolder {
    let path: String
    /// Told of each folder that cannot be searched.
    let warn: (String) -> Void

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
        let names: [String]
        do throws(UsageError) {
            names = try self.names(in: folder)
        } catch {
            guard depth > 0 else { throw error }
            warn(error.message)
            return []
        }
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

    private func isTask(_ file: String) -> Bool {
        (try? String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)).map(TaskFile.isTask)
            ?? false
    }
}
