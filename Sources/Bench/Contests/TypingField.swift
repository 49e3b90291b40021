import DeskwrightCore
import DeskwrightX11Backend
import Foundation

/// Something that takes text, and can be asked what arrived.
protocol TypingField {
    var stage: Stage { get }
    func clear() async throws
    /// Waits for the last of the text; milliseconds since the watch began.
    func lastArrival(of text: String, since watch: Stopwatch) async throws -> Double
    func text() async throws -> String
    func close() async
}

/// Into what is typed.
enum TypingTarget: String, CaseIterable {
    case xterm
    case mousepad = "mousepad (GTK 3)"

    func open(on stages: [Stage]) async throws -> [any TypingField] {
        var fields: [any TypingField] = []
        for stage in stages {
            let apps = StageApps(stage)
            switch self {
            case .xterm: fields.append(try await TerminalField.open(stage, apps))
            case .mousepad: fields.append(try await EditorField.open(stage, apps))
            }
        }
        return fields
    }
}

/// A program in a terminal that writes what it reads into a file.
private struct TerminalField: TypingField {
    let stage: Stage
    let apps: StageApps
    private var file: String { stage.folder + "/typed" }

    static func open(_ stage: Stage, _ apps: StageApps) async throws -> TerminalField {
        let field = TerminalField(stage: stage, apps: apps)
        // Characters come as they are typed and not line by line; they are shown, too.
        let script = "stty -icanon -isig -ixon -iexten min 1; exec cat >> typed"
        try await apps.start("xterm", ["-u8", "-e", "sh", "-c", script])
        try await apps.waitForWindows(1)
        _ = try await stage.rest(quiet: .milliseconds(500))
        return field
    }

    func clear() throws { truncate(file, 0) }

    func lastArrival(of text: String, since watch: Stopwatch) async throws -> Double {
        var (count, last) = (byteCount, watch.elapsed)
        // Late characters are waited for; when all are there, for such as are too many.
        while watch.elapsed - last < .milliseconds(count < text.utf8.count ? 1000 : 150) {
            try await Task.sleep(for: .milliseconds(1))
            if byteCount != count { (count, last) = (byteCount, watch.elapsed) }
        }
        return last.inSeconds * 1000
    }

    func text() throws -> String { String(decoding: try readFile(file), as: UTF8.self) }

    func close() async { await apps.stop() }

    private var byteCount: Int {
        var status = stat()
        return stat(file, &status) == 0 ? Int(status.st_size) : 0
    }
}

/// A GTK editor; its text is taken from the clipboard.
private struct EditorField: TypingField {
    let stage: Stage
    let apps: StageApps

    static func open(_ stage: Stage, _ apps: StageApps) async throws -> EditorField {
        let field = EditorField(stage: stage, apps: apps)
        try await apps.start("mousepad", [])
        try await apps.waitForWindows(1)
        _ = try await stage.rest(quiet: .milliseconds(700))
        return field
    }

    func clear() async throws {
        try await press("ctrl", "a")
        try await press("delete")
        _ = try await stage.rest(quiet: .milliseconds(200))
    }

    func lastArrival(of text: String, since watch: Stopwatch) async throws -> Double {
        try await stage.rest(quiet: .milliseconds(400), since: watch).lastChange
    }

    func text() async throws -> String {
        try await press("ctrl", "a")
        try await press("ctrl", "c")
        _ = try await stage.rest(quiet: .milliseconds(200))
        return try await stage.desktop.clipboard() ?? ""
    }

    func close() async { await apps.stop() }

    private func press(_ names: String...) async throws {
        _ = try await stage.desktop.perform(.press(names.map { Key($0) }))
    }
}
