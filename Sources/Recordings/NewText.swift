import DeskwrightCore
import DeskwrightSight

/// Text that a screen shows and an earlier one did not.
enum NewText {
    /// A target for the first such line that can be told from all others.
    static func target(
        in area: Rect, before: PlaceNaming, after: PlaceNaming
    ) async throws(SightError) -> Target? {
        let all = after.screen.frame.size.bounds
        let old = try await after.eye.lines(on: before.screen, in: all).map(\.text)
        let lines = try await after.eye.lines(on: after.screen, in: all)
        let labels = Phrase.labels(of: lines).filter { label in
            label.isCertain && !label.frame.intersection(area).isEmpty
                && after.secrets.redact(label.text) == label.text && !label.text.contains("${{")
                && !old.contains { $0.contains(label.text) }
        }
        for label in labels {
            let target = Target(text: label.text)
            do {
                let place = try await after.eye.sighting(of: target, on: after.screen)
                if label.covers(place.frame) { return target }
            } catch {
                guard error.kind != .environment else { throw error }
            }
        }
        return nil
    }
}
