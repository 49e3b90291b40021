import Foundation

/// The task files that the command line's paths mean.
enum TaskPaths {
    /// Files as they are; of folders every `.yaml` file directly in them, by name.
    static func expand(_ paths: [String]) throws(UsageError) -> [String] {
        var files: [String] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw UsageError("there is no file or folder \(path)")
            }
            guard isFolder.boolValue else {
                files.append(path)
                continue
            }
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let tasks = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
            guard !tasks.isEmpty else {
                throw UsageError("the folder \(path) holds no task file (*.yaml)")
            }
            files += tasks.map { (path as NSString).appendingPathComponent($0) }
        }
        return files
    }
}
