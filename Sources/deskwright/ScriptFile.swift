import DeskwrightCore
import DeskwrightRecordings
import DeskwrightTaskFiles
import Foundation

/// The files of a script that was made of a run: a task file, and a folder of pictures beside it.
struct ScriptFile {
    let path: String
    let environment: [String: String]

    /// As the script's steps call it; standard output has no place for pictures.
    var pictureFolder: String? {
        path == "-" ? nil : (path as NSString).lastPathComponent + "-pictures"
    }

    /// Writes pictures and script; changes nothing where the script would not be right there.
    func write(_ script: RecordedScript) throws {
        let drafts = try writeDrafts(of: script.pictures)
        do throws(FileFaults) {
            var text = script.text
            if let pictureFolder {
                text = text.replacing("\(pictureFolder)/", with: "\(pictureFolder).part/")
            }
            _ = try TaskFile.parse(
                text: text, path: path == "-" ? "script.yaml" : path, environment: environment)
        } catch {
            for draft in drafts { unlink(draft) }
            if let draftFolder { rmdir(draftFolder) }
            throw MisplacedScript(path: path, faults: error)
        }
        try place(script.pictures)
        try OutputFile(path: path).write(Array(script.text.utf8))
    }

    private var folder: String? {
        guard let pictureFolder else { return nil }
        let beside = (path as NSString).deletingLastPathComponent
        return (beside as NSString).appendingPathComponent(pictureFolder)
    }

    private var draftFolder: String? { folder.map { $0 + ".part" } }

    /// Pictures have to be there for the script to be right.
    private func writeDrafts(of pictures: [RecordedScript.Picture]) throws -> [String] {
        guard let draftFolder, !pictures.isEmpty else { return [] }
        mkdir(draftFolder, 0o777)
        var drafts: [String] = []
        for picture in pictures {
            let draft = "\(draftFolder)/\(picture.name)"
            try OutputFile(path: draft).write(picture.png)
            drafts.append(draft)
        }
        return drafts
    }

    /// Puts them where the script looks for them, and takes away those that an earlier one needed.
    private func place(_ pictures: [RecordedScript.Picture]) throws {
        guard let folder, let draftFolder else { return }
        if !pictures.isEmpty { mkdir(folder, 0o777) }
        for picture in pictures {
            guard rename("\(draftFolder)/\(picture.name)", "\(folder)/\(picture.name)") == 0 else {
                throw OutputError(
                    path: "\(folder)/\(picture.name)", reason: String(cString: strerror(errno)))
            }
        }
        rmdir(draftFolder)
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
        for name in names ?? [] where name.wholeMatch(of: /[0-9]+\.png/) != nil {
            if !pictures.contains(where: { $0.name == name }) { unlink("\(folder)/\(name)") }
        }
        rmdir(folder)
    }
}

/// A script whose task has paths that lead nowhere from where it is to stand, or another fault.
struct MisplacedScript: Failure {
    let path: String
    let faults: FileFaults

    var kind: FailureKind { .usage }
    var message: String { "the script would not be right at \(path):\n\(faults.message)" }
    var hint: String? {
        "paths in a task begin at its folder: write the script beside the task that was run"
    }
}
