import Foundation

/// The files of this repository.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Paths from the root of all Swift files below a folder.
    static func swiftFiles(under folder: String) throws -> [String] {
        try files(under: folder).filter { $0.hasSuffix(".swift") }
    }

    static func files(under folder: String) throws -> [String] {
        let base = root.appendingPathComponent(folder)
        return try FileManager.default.subpathsOfDirectory(atPath: base.path)
            .map { "\(folder)/\($0)" }
            .filter { path in
                var isFolder: ObjCBool = false
                let full = root.appendingPathComponent(path).path
                return FileManager.default.fileExists(atPath: full, isDirectory: &isFolder)
                    && !isFolder.boolValue
            }
            .sorted()
    }

    static func text(of file: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
    }

    static func imports(of file: String) throws -> [String] {
        try text(of: file).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index <= 2, words.count > index + 1
            else { return nil }
            return String(words[index + 1].split(separator: ".")[0])
        }
    }
}
