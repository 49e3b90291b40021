import DeskwrightCore
import Foundation
import Glibc

/// Names for run folders: sortable by start, readable, and safe on every file system.
enum RunFolderName {
    /// The start in UTC and the task's name: `20261123-235501-replace-all-in-a-note`.
    static func make(startedAt: Date, task: String) -> String {
        let style = Date.ISO8601FormatStyle().year().month().day().time(
            includingFractionalSeconds: false
        )
        .dateSeparator(.omitted).timeSeparator(.omitted)
        return startedAt.formatted(style).replacing("T", with: "-") + "-" + slug(task)
    }

    /// Letters and digits in lower case, and one hyphen for whatever stands between them.
    static func slug(_ text: String) -> String {
        let byteCountMax = 80
        var result = ""
        for scalar in text.lowercased().precomposedStringWithCanonicalMapping.unicodeScalars {
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if !isWord && (result.isEmpty || result.hasSuffix("-")) { continue }
            guard result.utf8.count + UTF8.width(scalar) <= byteCountMax else { break }
            result.unicodeScalars.append(isWord ? scalar : "-")
        }
        if result.hasSuffix("-") { result.removeLast() }
        return result.isEmpty ? "task" : result
    }

    /// Makes a new folder of this name, or of the name with the first free number after it.
    ///
    /// mkdir(2) makes a folder or fails, so two runs never get the same one.
    ///
    /// - Returns: The folder's path.
    static func claim(_ name: String, in parent: String) throws(JournalError) -> String {
        var path = "\(parent)/\(name)"
        var number = 2
        while mkdir(path, 0o777) != 0 {
            guard errno == EEXIST, number < 10_000 else {
                throw JournalError.system("make the folder", path)
            }
            path = "\(parent)/\(name)-\(number)"
            number += 1
        }
        return path
    }

    /// Makes a folder and those above it, as far as they are missing.
    static func makeAll(_ path: String) throws(JournalError) {
        if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
        let error = JournalError.system("make the folder", path)
        guard errno == ENOENT, let slash = path.dropLast().lastIndex(of: "/"),
            slash > path.startIndex
        else { throw error }
        try makeAll(String(path[..<slash]))
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw JournalError.system("make the folder", path)
        }
    }
}
