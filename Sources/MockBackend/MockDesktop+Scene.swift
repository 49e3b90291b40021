import Core

/// Reactions that wait for their time.
struct ScheduledReactions: Sendable {
    enum Due: Sendable {
        /// On the desktop's stopwatch.
        case time(Duration)
        case captures(Int)
    }

    var due: Due
    let reactions: [Reaction]

    var dueTime: Duration? {
        if case .time(let time) = due { time } else { nil }
    }
}

extension MockDesktop {
    /// Takes what the stage has to say, carries out what it asks for, and wakes who waits.
    func settleEffects() {
        while !stage.effects.isEmpty || !stage.events.isEmpty {
            events += stage.events
            stage.events = []
            let effects = stage.effects
            stage.effects = []
            for effect in effects { carryOut(effect) }
        }
        wakeWaiters()
    }

    private func carryOut(_ effect: Stage.Effect) {
        switch effect {
        case .write(let file, let text): write(text, to: file)
        case .later(.captures(let count), let reactions):
            scheduled.append(ScheduledReactions(due: .captures(count), reactions: reactions))
        case .later(.time(let delay), let reactions):
            scheduled.append(
                ScheduledReactions(due: .time(elapsed() + delay), reactions: reactions))
            // So that it happens although nobody looks: a file may be all that is awaited.
            let clock = clock
            Task { [weak self] in
                // Nobody cancels this sleep, and an early end would do no harm.
                _ = try? await clock.sleep(for: delay)
                await self?.catchUp()
            }
        }
    }

    private func write(_ text: String, to file: String) {
        let problem =
            scratch.map { ScratchFile.write(text, to: file, in: $0) }
            ?? ScratchFile.problem(with: file)
        if let problem {
            events.append(.notWritten(file: file, reason: problem))
            stage.showNotice(title: "Cannot save", text: "\(file):\n\(problem)")
        } else {
            files[file] = text
            events.append(.wrote(file: file))
        }
    }

    /// Does what has become due, in the order of its time.
    func catchUp() {
        while let next = scheduled.indices
            .filter({ scheduled[$0].dueTime.map { $0 <= elapsed() } ?? false })
            .min(by: { scheduled[$0].dueTime ?? .zero < scheduled[$1].dueTime ?? .zero })
        {
            stage.run(scheduled.remove(at: next).reactions)
            settleEffects()
        }
    }

    /// One more picture was taken: what waited for it happens after it.
    func countCapture() {
        var ready: [[Reaction]] = []
        scheduled = scheduled.compactMap { entry in
            guard case .captures(let count) = entry.due else { return entry }
            if count > 1 {
                return ScheduledReactions(due: .captures(count - 1), reactions: entry.reactions)
            }
            ready.append(entry.reactions)
            return nil
        }
        guard !ready.isEmpty else { return }
        for reactions in ready { stage.run(reactions) }
        settleEffects()
    }
}

/// Looking behind the picture, for tests.
extension MockDesktop {
    /// The value of a widget, or the title of a window, as `${{ id }}` means it; `nil` if there is none.
    public func value(of id: String) -> String? {
        catchUp()
        return stage.hasTarget(id) ? stage.value(of: stage.target(id)) : nil
    }

    /// Where a window's frame or a widget is on the screen; `nil` when no part of it can show.
    public func place(of id: String) -> Rect? {
        catchUp()
        guard stage.hasTarget(id) else { return nil }
        switch stage.target(id) {
        case .window(let window):
            return stage.order.contains(window) ? stage.windows[window].frame : nil
        case .widget(let widget):
            let frame = stage.visibleFrame(of: widget)
            let isOpen = stage.order.contains(stage.widgets[widget].window)
            return isOpen && !frame.isEmpty ? frame : nil
        }
    }

    /// The keys that are down.
    public var keysDown: [Key] { stage.keysDown }

    /// The buttons that are down.
    public var buttonsDown: [MouseButton] { stage.buttonsDown }
}
