import DeskwrightCore

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
            log += stage.events
            stage.events = []
            let effects = stage.effects
            stage.effects = []
            for effect in effects { carryOut(effect) }
        }
        wakeWaiters()
    }

    private func carryOut(_ effect: Stage.Effect) {
        switch effect {
        case .write(let file, let text, let rest):
            if write(text, to: file) { stage.run(rest) }
        case .later(.captures(let count), let reactions):
            scheduled.append(ScheduledReactions(due: .captures(count), reactions: reactions))
        case .later(.time(let delay), let reactions):
            scheduled.append(
                ScheduledReactions(due: .time(watch.elapsed + delay), reactions: reactions))
        }
    }

    /// - Returns: Whether it is written; else a dialog says why not.
    private func write(_ text: String, to file: String) -> Bool {
        let problem =
            scratch.map { ScratchFile.write(text, to: file, in: $0) }
            ?? ScratchFile.problem(with: file)
        if let problem {
            log.append(.notWritten(file: file, reason: problem))
            stage.showNotice(title: "Cannot save", text: "\(file):\n\(problem)")
            return false
        } else {
            written[file] = text
            log.append(.wrote(file: file))
            return true
        }
    }

    /// Does what has become due, in the order of its time.
    ///
    /// Every call on the desktop begins with it, and nothing else drives it: a run is the same each
    /// time, whatever else the process does.
    func catchUp() {
        while let due = nextDueTime, due <= watch.elapsed,
            let next = scheduled.firstIndex(where: { $0.dueTime == due })
        {
            stage.run(scheduled.remove(at: next).reactions)
            settleEffects()
        }
    }

    var nextDueTime: Duration? { scheduled.compactMap(\.dueTime).min() }

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
    /// All that has reached the screen and what windows did, in order.
    public var events: [MockEvent] {
        catchUp()
        return log
    }

    /// What reactions wrote, by path; on disk too, where there is a scratch folder.
    public var files: [String: String] {
        catchUp()
        return written
    }

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
