import DeskwrightCore
import DeskwrightJournals
import DeskwrightReporters
import DeskwrightSuites
import Foundation

/// A folder of static files: a page of all tasks, and a folder for the report of each try.
struct HTMLReporter: Reporter {
    let folder: String
    let context: ReportContext

    func show(_ event: SuiteEvent) throws {
        guard case .ended(let result) = event else { return }
        let shown = context.shown(result)
        try makeFolder(folder)
        for one in shown.tasks.flatMap(\.tries) { try copy(one) }
        let page = SuitePage.render(
            shown,
            link: { one in
                let place = place(of: one)
                guard FileManager.default.fileExists(atPath: "\(folder)/\(place)") else {
                    return nil
                }
                return place.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
            }, command: RerunCommand.text)
        try OutputFile(path: folder + "/index.html").write(Array(page.utf8))
    }

    /// The report of a try, and the pictures that it does not hold itself.
    private func copy(_ one: TryRecord) throws {
        guard let bytes = FileManager.default.contents(atPath: one.folder + "/report.html")
        else { return }
        let path = "\(folder)/\(place(of: one))"
        let place = (path as NSString).deletingLastPathComponent
        try makeFolder(place)
        for pictures in HTMLReport.pictureFolders(of: Array(bytes)) {
            try link(from: "\(one.folder)/\(pictures)", to: "\(place)/\(pictures)")
        }
        try OutputFile(path: path).write(Array(bytes))
    }

    /// Pictures do not change: the same file has another name, and only on another disk it is there twice.
    private func link(from source: String, to target: String) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: source)) ?? []
        let pictures = names.filter { $0.hasSuffix(".png") }
        if pictures.isEmpty { return }
        try makeFolder(target)
        for name in pictures where !FileManager.default.fileExists(atPath: "\(target)/\(name)") {
            let (from, to) = ("\(source)/\(name)", "\(target)/\(name)")
            if (try? FileManager.default.linkItem(atPath: from, toPath: to)) != nil { continue }
            do {
                try FileManager.default.copyItem(atPath: from, toPath: to)
            } catch {
                throw OutputError(path: to, reason: error.systemReason)
            }
        }
    }

    private func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw OutputError(path: path, reason: error.systemReason)
        }
    }

    /// Where a try's report is in the folder; of shards several may have run folders of the same name.
    private func place(of one: TryRecord) -> String {
        let name = one.folder.split(separator: "/").filter { $0 != ".." && $0 != "." }
            .joined(separator: "-")
        return "runs/\(name)/report.html"
    }
}
