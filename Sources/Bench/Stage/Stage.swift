import DeskwrightCore
import DeskwrightX11Backend
import Foundation

/// A private screen with all that a contest on it needs.
final class Stage {
    let size: Size
    let display: PrivateDisplay
    /// What programs need to see this screen, and nothing of the user's.
    let environment: [String: String]
    /// Scratch files; gone with the stage.
    let folder: String
    let desktop: X11Desktop
    /// The bench's own client, which shows pictures.
    let connection: X11Connection

    private init(
        _ size: Size, _ display: PrivateDisplay, _ environment: [String: String], _ folder: String
    ) async throws {
        self.size = size
        self.display = display
        self.environment = environment
        self.folder = folder
        desktop = try await X11Desktop.connect(
            to: display.name, authority: display.authorityFile)
        connection = try X11Connection(display: display.name, authority: display.authorityFile)
    }

    /// Does some work on a screen of this size, and ends the screen however the work ends.
    static func with<Answer>(
        _ size: Size, windowManager: String? = "openbox", _ work: (Stage) async throws -> Answer
    ) async throws -> Answer {
        let folder = NSTemporaryDirectory() + "deskwright-bench-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try writeSettings(home: folder)
        let base = baseEnvironment(home: folder)
        let display = try await PrivateDisplay.start(
            size: size, windowManager: windowManager, folder: folder, environment: base)
        do {
            var environment = base.merging(display.environment) { $1 }
            environment["XAUTHORITY"] = try localAuthority(for: display, in: folder)
            let stage = try await Stage(size, display, environment, folder)
            let answer = try await work(stage)
            await display.stop()
            return answer
        } catch {
            await display.stop()
            throw error
        }
    }

    private static func baseEnvironment(home: String) -> [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return ["PATH": path, "HOME": home, "LANG": "C.UTF-8", "TZ": "UTC"]
    }

    /// The display's cookie for this host by name: python-xlib does not know the family "wild".
    ///
    /// - SeeAlso: X(7), "Access control"; numbers are 16 bits, big-endian.
    private static func localAuthority(
        for display: PrivateDisplay, in folder: String
    ) throws -> String {
        let familyLocal: [UInt8] = [1, 0]
        let fields = [
            Array(ProcessInfo.processInfo.hostName.utf8), Array("\(display.number)".utf8),
            Array("MIT-MAGIC-COOKIE-1".utf8), display.cookie,
        ]
        let entry = fields.reduce(familyLocal) {
            $0 + [UInt8($1.count >> 8), UInt8($1.count & 0xFF)] + $1
        }
        let file = folder + "/Xauthority"
        try Data(entry).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// A text cursor that blinks would be a change that nobody made.
    private static func writeSettings(home: String) throws {
        let folder = home + "/.config/gtk-3.0"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "[Settings]\ngtk-cursor-blink=false\n".write(
            toFile: folder + "/settings.ini", atomically: true, encoding: .utf8)
    }
}

extension Stage {
    /// Waits until the screen has looked the same for a while.
    ///
    /// - Returns: The screen at rest, and when it last changed, in milliseconds after `watch`.
    func rest(
        quiet: Duration, limit: Duration = .seconds(20),
        since watch: Stopwatch = Stopwatch(ContinuousClock())
    ) async throws -> (frame: Frame, lastChange: Double) {
        var frame = try await desktop.capture()
        var lastChange = watch.elapsed
        while watch.elapsed < limit {
            let left = quiet - (watch.elapsed - lastChange)
            if left <= .zero { break }
            _ = try await desktop.waitForChange(upTo: left)
            let now = try await desktop.capture()
            if now != frame {
                frame = now
                lastChange = watch.elapsed
            }
        }
        return (frame, lastChange.inSeconds * 1000)
    }
}
