import DeskwrightCore

extension PlannerTurn {
    /// The turn with secrets as references: a program may show one in a window's title.
    func redacted(by secrets: Secrets) -> PlannerTurn {
        var turn = self
        turn.state.windows = state.windows.map { window in
            var window = window
            window.title = secrets.redact(window.title)
            return window
        }
        turn.results = results.map { report in
            var report = report
            report.action = secrets.redact(report.action)
            report.result = report.result.mapReason(secrets.redact)
            let changes = report.settled?.windows
            report.settled?.windows = changes?.mapTitles(secrets.redact)
            return report
        }
        turn.notes = notes.map(secrets.redact)
        return turn
    }
}

extension ActionResult {
    fileprivate func mapReason(_ change: (String) -> String) -> ActionResult {
        switch self {
        case .delivered: self
        case .refused(let reason): .refused(reason: change(reason))
        case .denied(let reason): .denied(reason: change(reason))
        case .notRun(let reason): .notRun(reason: change(reason))
        }
    }
}
