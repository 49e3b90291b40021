import DeskwrightCore
import DeskwrightPrograms
import DeskwrightSight

/// Looks at expectations where they can be seen: on the screen, in files, processes, commands, the clipboard.
package struct DesktopChecker: Checker {
    let desktop: any Desktop
    let eye: Eye
    let snapshots: SnapshotBook
    let workFolder: String
    let environment: [String: String]
    let programs: ProgramGroup
    let otherMarkers: [RunMarker]
    let secrets: Secrets

    /// - Parameters:
    ///   - desktop: Whose screen, windows and clipboard are meant.
    ///   - eye: Looks for targets on the screen; it knows what was read before.
    ///   - snapshots: The pictures of before.
    ///   - workFolder: Where commands start, and relative paths begin.
    ///   - environment: All of the environment of commands.
    ///   - programs: The run's apps.
    ///   - otherMarkers: Of processes that belong to the run besides, such as its display's.
    ///   - secrets: What references in texts and commands stand for.
    package init(
        desktop: any Desktop, eye: Eye, snapshots: SnapshotBook, workFolder: String,
        environment: [String: String],
        programs: ProgramGroup, otherMarkers: [RunMarker] = [], secrets: Secrets = Secrets()
    ) {
        self.desktop = desktop
        self.eye = eye
        self.snapshots = snapshots
        self.workFolder = workFolder
        self.environment = environment
        self.programs = programs
        self.otherMarkers = otherMarkers
        self.secrets = secrets
    }

    package func look(at check: Check) async throws(DesktopError) -> CheckResult {
        let finding = try await find(check.condition, within: check.timeout)
        var result = CheckResult(
            verdict: finding.verdict, expected: secrets.redact(check.condition.words),
            found: secrets.redact(finding.found))
        result.isFinal = finding.isFinal
        return result
    }

    private func find(
        _ condition: Check.Condition, within limit: Duration
    ) async throws(DesktopError) -> Finding {
        switch condition {
        case .file(let check): look(at: check)
        case .window(let match): look(for: match, among: try await desktop.windows())
        case .windows(let match, let count):
            look(for: match, times: count, among: try await desktop.windows())
        case .process(let check): await look(at: check)
        case .command(let check): await look(at: check, within: limit)
        case .clipboard(let match): look(at: try await desktop.clipboard(), for: match)
        case .visible(let target): try await look(for: target)
        case .hidden(let target): try await look(for: target).inverted
        case .text(let check): try await look(at: check)
        case .snapshot(let check): try await look(at: check)
        case .not(let condition): try await find(condition, within: limit).inverted
        }
    }
}

/// What one look showed.
struct Finding: Hashable {
    var verdict: Verdict
    var found: String
    /// Whether looking again cannot change it.
    var isFinal: Bool

    init(_ verdict: Verdict, _ found: String, isFinal: Bool = false) {
        self.verdict = verdict
        self.found = found
        self.isFinal = isFinal
    }

    /// For the opposite condition; what nobody knows stays unknown.
    var inverted: Finding {
        switch verdict {
        case .satisfied: Finding(.unsatisfied, found, isFinal: isFinal)
        case .unsatisfied: Finding(.satisfied, found, isFinal: isFinal)
        case .unknown: self
        }
    }
}
