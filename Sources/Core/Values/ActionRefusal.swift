extension Action {
    /// Why the action cannot be done on a screen of this size, or `nil` when it can.
    ///
    /// Every desktop asks this before the first event, so that the same action is refused in the
    /// same words on all of them. The reason is written for the model that proposed the action.
    ///
    /// `isKnown` says whether a key of this name can be pressed on this desktop.
    public func refusal(
        onScreenOf size: Size, knowing isKnown: (Key) -> Bool = { $0.keysym != nil }
    ) -> String? {
        if let point = points.first(where: { !size.bounds.contains($0) }) {
            return "the point \(point.x),\(point.y) is off the screen, which is \(size) pixels"
        }
        if let key = keys.first(where: { !isKnown($0) }) { return key.refusal }
        switch self {
        case .drag(let path, _):
            guard path.count < 2 else { return nil }
            return "a drag needs at least 2 points, and its path has \(path.count)"
        case .press(let keys):
            return keys.isEmpty ? "there is no key to press" : nil
        case .click, .doubleClick, .tripleClick, .move, .screenshot, .scroll, .type, .wait:
            return nil
        }
    }

    /// How many notches of the wheel a scroll of so many pixels is, whatever its direction.
    ///
    /// A hundred pixels are one notch, and a scroll is never none: OpenAI's own sample code counts
    /// like this. Never more than a thousand: a wilder number must not keep the screen busy.
    public static func wheelNotches(pixels: Int) -> Int {
        pixels == 0 ? 0 : max(1, Int((min(pixels.magnitude, 100_000) + 50) / 100))
    }
}

extension Key {
    /// Why a key that nobody knows is not pressed, with the names that it may have meant.
    fileprivate var refusal: String {
        let nearest = nearestNames
        let hint =
            nearest.isEmpty ? "" : "; the nearest names are " + nearest.joined(separator: ", ")
        return "there is no key \(quoted(name))" + hint
    }

    /// Up to three common names within two edits, the nearest first.
    private var nearestNames: [String] {
        let wanted = Array(name.lowercased().unicodeScalars.prefix(24))
        return Key.commonNames
            .map { (name: $0, edits: editDistance(wanted, Array($0.unicodeScalars))) }
            .filter { $0.edits <= 2 && $0.edits < $0.name.count }
            .sorted { ($0.edits, $0.name) < ($1.edits, $1.name) }
            .prefix(3).map(\.name)
    }
}

/// How many characters must be added, dropped or replaced to make one text of the other.
private func editDistance(_ from: [Unicode.Scalar], _ to: [Unicode.Scalar]) -> Int {
    var previous = Array(0...to.count)
    for (row, old) in from.enumerated() {
        var current = [row + 1]
        for (column, new) in to.enumerated() {
            let replaced = previous[column] + (old == new ? 0 : 1)
            current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
        }
        previous = current
    }
    return previous[to.count]
}
