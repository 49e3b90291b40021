import DeskwrightCore
import DeskwrightSight

/// Targets: looked for until they are there and stand still.
extension ScriptPlanner {
    /// The place of a target, once it has been the same in two frames in a row and nothing covers it.
    ///
    /// - Throws: ``StepMiss`` with what was seen instead, when time is up.
    func place(
        of target: Target, within limit: Duration, _ step: ScriptStep, _ screen: inout ScreenState
    ) async throws -> Sighting {
        let wanted = try expanded(target).mapTexts(ports.secrets.reveal)
        let watch = Stopwatch(ports.clock)
        var delays = PollDelays()
        var last: Sighting?
        // What is seen when time is up gets the second look that shows whether it stands still.
        var hasGrace = true
        while true {
            var miss: StepMiss
            do throws(SightError) {
                let place = try await ports.eye.sighting(of: wanted, on: screen)
                if let cover = screen.cover(of: place, wanted) {
                    miss = StepMiss(
                        step,
                        "\(place.words) at \(place.frame) is covered by the window "
                            + quoted(cover.title))
                    last = nil
                } else {
                    if last?.frame == place.frame, last?.point == place.point { return place }
                    miss = StepMiss(step, "\(place.words) does not stand still")
                    last = place
                }
            } catch {
                guard error.kind != .environment else { throw error }
                miss = StepMiss(step, error.description)
                last = nil
            }
            let isLast = watch.elapsed >= limit && !(last != nil && hasGrace)
            if watch.elapsed >= limit { hasGrace = false }
            guard !isLast else {
                miss.result.evidence = await ports.eye.evidence(for: wanted, on: screen)
                throw miss
            }
            try Task.checkCancellation()
            if last == nil {
                _ = try await ports.desktop.waitForChange(upTo: delays.next())
            } else {
                try await ports.clock.sleep(for: PollDelays.first)
            }
            screen = try await ports.desktop.screen()
        }
    }
}

extension ScreenState {
    /// The window above the one that the target names, where the target would be clicked.
    fileprivate func cover(of place: Sighting, _ target: Target) -> WindowInfo? {
        guard let match = target.owner,
            let top = windows.last(where: { $0.frame.contains(place.point) })
        else { return nil }
        let isItsOwn = windows.contains { match.accepts($0) && top.isPopup(of: $0) }
        return match.accepts(top) || isItsOwn ? nil : top
    }
}

extension Target {
    /// The window that the target is or lies in, where it names one.
    fileprivate var owner: WindowMatch? { window ?? self[.in]?.owner ?? self[.of]?.owner }
}
