import DeskwrightChecks
import DeskwrightCore
import DeskwrightPrograms
import DeskwrightSight
import DeskwrightTestSupport

/// A desktop that shows the same windows for ever, for checks only.
struct FixedDesktop: Desktop {
    var shown: [WindowInfo] = []
    var clipboardText: String?
    var failure: DesktopError?

    func size() async throws(DesktopError) -> Size { Size(width: 1, height: 1) }
    func capture() async throws(DesktopError) -> Frame {
        throw .unsupportedScreen(description: "nothing is drawn here")
    }
    func windows() async throws(DesktopError) -> [WindowInfo] {
        if let failure { throw failure }
        return shown
    }
    func allWindows() async throws(DesktopError) -> [WindowInfo] { try await windows() }
    func focus(window id: UInt64) async throws(DesktopError) {}
    func raise(window id: UInt64) async throws(DesktopError) {}
    func move(window id: UInt64, to origin: Point) async throws(DesktopError) {}
    func pointer() async throws(DesktopError) -> Point { Point(x: 0, y: 0) }
    func perform(_ action: Action) async throws(DesktopError) -> ActionResult {
        .refused(reason: "nothing can be done here")
    }
    func waitForChange(upTo limit: Duration) async throws(DesktopError) -> DesktopChange { [] }
    func clipboard() async throws(DesktopError) -> String? {
        if let failure { throw failure }
        return clipboardText
    }
    func setClipboard(_ text: String) async throws(DesktopError) {}
    func close(window id: UInt64) async throws(DesktopError) {}
    func releaseAll() async {}
}

/// Looks at one condition, with a scratch folder of its own as the work folder.
///
/// `prepare` puts into the folder, and starts in the group, what the check is to find.
func look(
    at condition: Check.Condition, on desktop: FixedDesktop = FixedDesktop(),
    secrets: Secrets = Secrets(), timeout: Duration = .seconds(60),
    prepare: (String, ProgramGroup) async throws -> Void = { _, _ in }
) async throws -> CheckResult {
    try await withScratchFolder { folder in
        let programs = ProgramGroup()
        let checker = DesktopChecker(
            desktop: desktop, eye: Eye(), snapshots: SnapshotBook(runFolder: folder),
            workFolder: folder, environment: testEnvironment(home: folder),
            programs: programs, secrets: secrets)
        do {
            try await prepare(folder, programs)
            let result = try await checker.look(at: Check(condition, timeout: timeout))
            await programs.stopAll(grace: .zero)
            return result
        } catch {
            await programs.stopAll(grace: .zero)
            throw error
        }
    }
}
