/// How long things may take to come true, unless the step says.
package enum StepTime {
    package static let target = Duration.seconds(10)
    package static let snapshot = Duration.seconds(5)
}

extension TaskSpec {
    /// Gives everything that is waited for so many times its time; how long the screen gets to rest stays.
    package mutating func scaleTimeouts(by scale: Double) {
        guard scale != 1 else { return }
        timeout = timeout.map { $0 * scale }
        for index in setup.indices { setup[index].timeout = setup[index].timeout * scale }
        for index in apps.indices { apps[index].timeout = apps[index].timeout * scale }
        for index in expectations.indices {
            expectations[index].timeout = expectations[index].timeout * scale
        }
        steps = steps.map { $0.withTimeouts(scaledBy: scale) }
        teardown = teardown.map { step in
            guard case .run(var command) = step else { return step }
            command.timeout = command.timeout * scale
            return .run(command)
        }
    }
}

extension ScriptStep {
    fileprivate func withTimeouts(scaledBy scale: Double) -> ScriptStep {
        var step = self
        step.timeout = (timeout ?? action.ownTimeout).map { $0 * scale }
        switch action {
        case .expect(let checks, let isSoft):
            let scaled = checks.map { Check($0.condition, timeout: $0.timeout * scale) }
            step.action = .expect(scaled, isSoft: isSoft)
        case .launch(var app):
            app.timeout = app.timeout * scale
            step.action = .launch(app)
        case .run(var command):
            command.timeout = command.timeout * scale
            step.action = .run(command)
        case .repeat(let repetition, let steps):
            step.action = .repeat(
                repetition, steps.map { $0.withTimeouts(scaledBy: scale) })
        case .use(let file, let steps):
            step.action = .use(file: file, steps.map { $0.withTimeouts(scaledBy: scale) })
        case .point, .drag, .scroll, .type, .paste, .press, .closeApp, .closeWindow, .focus, .wait,
            .snapshot, .screenshot, .set, .act, .note, .pause:
            break
        }
        return step
    }
}

extension StepAction {
    /// What the step has where it says nothing; `nil` where what it holds says it, or nothing does.
    fileprivate var ownTimeout: Duration? {
        switch self {
        case .snapshot: StepTime.snapshot
        case .point, .drag, .scroll, .type, .paste, .press, .closeApp, .closeWindow, .focus, .wait:
            StepTime.target
        case .expect, .launch, .run, .repeat, .use, .screenshot, .set, .act, .note, .pause: nil
        }
    }
}
