import DeskwrightCore
import DeskwrightImages

/// Learns what changes by itself: a clock, a spinner, the cursor of a terminal.
///
/// A small place that changes again and again at a similar pace is set aside for the rest of the
/// run, until something larger is painted over it. A longer animation looks the same, and so only
/// what went on for ``learningTime`` is believed to go on for ever.
struct PeriodicAreas: Sendable {
    private static let changeCountMin = 4
    private static let learningTime = Duration.milliseconds(600)
    /// Larger places are the program's own: a list that loads, a picture that is drawn.
    private static let areaMax = 4_096
    /// Paces below this are one: how often one looks says more of them than the program does.
    private static let frameTime = Duration.milliseconds(60)

    private struct Place {
        var frame: Rect
        var times: [Duration]
        var isPeriodic = false
    }

    private var places: [Place] = []

    /// Begins to watch anew: how long nobody looked says nothing about the pace.
    mutating func beginWatch() {
        places = places.filter(\.isPeriodic).map {
            Place(frame: $0.frame, times: [], isPeriodic: true)
        }
    }

    /// Takes in what changed between two looks, and gives back what counts.
    mutating func setAside(_ areas: [ChangedArea], at time: Duration) -> [ChangedArea] {
        areas.filter { area in
            forgetWhatIsPaintedOver(by: area.frame)
            guard area.frame.area <= PeriodicAreas.areaMax else { return true }
            if contains(area.frame) { return false }
            return !learn(area.frame, time)
        }
    }

    /// Whether all of a place is known to change by itself.
    func contains(_ frame: Rect) -> Bool {
        places.contains { $0.isPeriodic && $0.frame.intersection(frame) == frame }
    }

    private mutating func forgetWhatIsPaintedOver(by frame: Rect) {
        places.removeAll {
            $0.frame.intersection(frame) == $0.frame && frame.area > 4 * $0.frame.area
        }
    }

    /// Notes a change, and says whether its place is periodic now.
    private mutating func learn(_ frame: Rect, _ time: Duration) -> Bool {
        guard let index = places.firstIndex(where: { isAlike($0.frame, frame) }) else {
            places.append(Place(frame: frame, times: [time]))
            return false
        }
        places[index].frame = places[index].frame.union(frame)
        if !hasSamePace(places[index].times, time) {
            places[index].times = places[index].times.suffix(1)
        }
        places[index].times.append(time)
        let times = places[index].times
        places[index].isPeriodic =
            times.count >= PeriodicAreas.changeCountMin
            && time - times[0] >= PeriodicAreas.learningTime
        return places[index].isPeriodic
    }

    /// The same place, although not every picture of a spinner changes all of it. What is typed
    /// moves on, and so its places meet at their edges only.
    private func isAlike(_ old: Rect, _ new: Rect) -> Bool {
        let (small, large) = (min(old.area, new.area), max(old.area, new.area))
        return large <= 4 * small && old.union(new).area <= PeriodicAreas.areaMax
            && 2 * old.intersection(new).area >= small
    }

    private func hasSamePace(_ times: [Duration], _ time: Duration) -> Bool {
        guard times.count >= 2 else { return true }
        let now = max(time - times[times.count - 1], PeriodicAreas.frameTime)
        let before = max(times[times.count - 1] - times[times.count - 2], PeriodicAreas.frameTime)
        return now * 2 <= before * 3 && before * 2 <= now * 3
    }
}
