import DeskwrightCore
import DeskwrightPrograms

extension DesktopChecker {
    /// An app by its id, or else any process of the run by its program's name.
    func look(at check: ProcessCheck) async -> Finding {
        if let app = await programs.program(check.name) {
            return look(at: check, exit: app.exit)
        }
        let names = ProcessTable.processes(of: [programs.marker] + otherMarkers).map(\.name)
        // The kernel keeps 15 bytes of a name.
        let isRunning = names.contains { $0.utf8.elementsEqual(check.name.utf8.prefix(15)) }
        if check.exitCode != nil {
            return Finding(
                .unknown, "no app has this id, and only an app's exit code can be known")
        }
        if isRunning { return Finding(check.isRunning ? .satisfied : .unsatisfied, "it runs") }
        let others = names.isEmpty ? "nothing" : list(Set(names).sorted())
        return Finding(
            check.isRunning ? .unsatisfied : .satisfied, "it does not run; the run has \(others)")
    }

    /// Who asks for an exit code wants the app to have ended.
    private func look(at check: ProcessCheck, exit: ProgramExit?) -> Finding {
        let isToRun = check.isRunning && check.exitCode == nil
        guard let exit else { return Finding(isToRun ? .satisfied : .unsatisfied, "it runs") }
        let found = "it \(exit)"
        if isToRun { return Finding(.unsatisfied, found) }
        guard let code = exit.shellCode else { return Finding(.unknown, found) }
        let isExpected = check.exitCode.map { $0 == code } ?? true
        return Finding(isExpected ? .satisfied : .unsatisfied, found)
    }
}
