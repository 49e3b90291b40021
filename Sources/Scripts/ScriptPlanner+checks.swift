import DeskwrightCore

/// Steps that need neither mouse nor keyboard.
extension ScriptPlanner {
    /// - Returns: What came of it, for the report.
    func performWithoutInput(
        _ step: ScriptStep, _ screen: inout ScreenState
    ) async throws -> String? {
        switch step.action {
        case .wait(let condition):
            let check = Check(try expanded(condition), timeout: step.timeout ?? StepTime.target)
            return try await hold([check], isSoft: false, &screen)
        case .expect(let checks, let isSoft):
            let timed = try checks.map {
                Check(try expanded($0.condition), timeout: step.timeout ?? $0.timeout)
            }
            return try await hold(timed, isSoft: isSoft, &screen)
        case .snapshot(let check):
            let timed = Check(
                try expanded(.snapshot(check)), timeout: step.timeout ?? StepTime.snapshot)
            return try await hold([timed], isSoft: false, &screen)
        case .set(let variables):
            for variable in variables {
                values["vars.\(variable.name)"] = try expanded(variable.value)
            }
            return nil
        case .note: return nil
        case .screenshot(let name):
            screen = try await ports.desktop.screen()
            try await ports.programs.keep(screen.frame, as: name)
            return nil
        case .launch, .closeApp, .closeWindow, .focus, .run, .pause:
            guard await ports.allows(shown(step.words)) else {
                throw StepMiss(step, "a person said no")
            }
            let text = try await change(step)
            screen = try await ports.desktop.screen()
            return text
        case .point, .drag, .scroll, .type, .paste, .press, .use, .repeat, .act:
            preconditionFailure("\(step.words) needs input")
        }
    }

    /// Waits until all checks hold.
    private func hold(
        _ checks: [Check], isSoft: Bool, _ screen: inout ScreenState
    ) async throws -> String? {
        let watch = Stopwatch(ports.clock)
        var delays = PollDelays()
        while true {
            var results: [CheckResult] = []
            for check in checks { results.append(try await ports.checker.look(at: check)) }
            try Task.checkCancellation()
            let isWaiting = zip(checks, results).contains {
                $1.verdict != .satisfied && !$1.isFinal && watch.elapsed < $0.timeout
            }
            guard isWaiting else {
                screen = try await ports.desktop.screen()
                looks += results.filter { $0.verdict == .satisfied }
                guard let index = results.firstIndex(where: { $0.verdict != .satisfied }) else {
                    return results.map(\.found).joined(separator: "; ")
                }
                var missed = results[index]
                if missed.evidence == nil {
                    missed.evidence = try await ports.checker.evidence(for: checks[index])
                }
                var miss = StepMiss(missed)
                miss.isSoft = isSoft
                throw miss
            }
            _ = try await ports.desktop.waitForChange(upTo: delays.next())
        }
    }

    /// What changes the world of the task by other means than input.
    private func change(_ step: ScriptStep) async throws -> String? {
        do {
            switch step.action {
            case .launch(var app):
                app.timeout = step.timeout ?? app.timeout
                app.arguments = try app.arguments.map(expanded)
                app.environment = try app.environment.mapValues(expanded)
                try await ports.programs.launch(app)
            case .closeApp(let id):
                guard await ports.programs.close(app: id) else {
                    throw StepMiss(step, "it was not started")
                }
            case .closeWindow(let match):
                let window = try await window(match, of: step)
                try await ports.desktop.close(window: window.id)
            case .focus(let match):
                let window = try await window(match, of: step)
                try await ports.desktop.focus(window: window.id)
            case .run(var command):
                command.command = try expanded(command.command)
                let output = try await ports.programs.run(command)
                if let id = step.id { values["steps.\(id).out"] = output }
                return excerpt(ports.secrets.redact(output))
            case .point, .drag, .scroll, .type, .paste, .press, .wait, .expect, .snapshot,
                .screenshot, .set, .use, .repeat, .act, .note, .pause:
                break
            }
            return nil
        } catch let error as any Failure where error.kind != .interrupted {
            switch error as? DesktopError {
            case .windowGone, .windowNotShown, .notDone, nil:
                throw StepMiss(step, error.description)
            case .some: throw error
            }
        }
    }

    /// The window, as soon as it is there.
    private func window(
        _ match: WindowMatch, of step: ScriptStep
    ) async throws -> WindowInfo {
        let wanted = try expanded(match)
        let watch = Stopwatch(ports.clock)
        var delays = PollDelays()
        while true {
            let windows = try await ports.desktop.allWindows()
            let found = windows.filter(wanted.accepts)
            let exact = found.filter { .contains($0.title) == wanted.title }
            if let window = exact.last { return window }
            if found.count == 1 { return found[0] }
            guard watch.elapsed < step.timeout ?? StepTime.target else {
                let count = found.isEmpty ? "none" : "\(found.count) are so"
                throw StepMiss(
                    step,
                    "of the windows, topmost first, \(count): "
                        + list(windows.reversed().map { quoted($0.title) }))
            }
            try Task.checkCancellation()
            _ = try await ports.desktop.waitForChange(upTo: delays.next())
        }
    }
}
