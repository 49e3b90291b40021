import DeskwrightCore

/// What a turn wants to see before it is served.
package enum ScreenCondition: Sendable, Hashable {
    /// The average colour of a part of the screenshot is this one, or is not.
    case color(
        Rect, of: ColorSubject, is: Color, within: Int = 0, negated: Bool = false)
    case size(Size)
    /// Whether the screenshot differs from the one that the turn before was decided on.
    case changed(Bool)
    /// The user's text in the request contains this.
    case told(String)

    /// How the script names the part.
    package enum ColorSubject: String, Sendable, Hashable {
        case pixel, region
    }

    /// The condition on one pixel.
    package static func pixel(
        _ point: Point, is color: Color, within: Int = 0, negated: Bool = false
    ) -> ScreenCondition {
        let rect = Rect(x: point.x, y: point.y, width: 1, height: 1)
        return .color(rect, of: .pixel, is: color, within: within, negated: negated)
    }
}

/// What a turn's conditions are held against.
struct Sighting: Sendable {
    let screenshot: Frame?
    let lastScreen: Frame.Fingerprint?
    let text: String
}

extension ScreenCondition {
    /// Whether it takes a screenshot to tell.
    var needsScreenshot: Bool {
        switch self {
        case .color, .size, .changed: true
        case .told: false
        }
    }

    /// What keeps the condition from holding, or `nil` when it holds.
    func objection(to sighting: Sighting) -> String? {
        if case .told(let text) = self {
            return sighting.text.contains(text)
                ? nil : "the user to say \(quoted(text)), and that was not said"
        }
        guard let frame = sighting.screenshot else { return "a screenshot, and none was sent" }
        switch self {
        case .color(let rect, let subject, let color, let distance, let negated):
            return colorObjection(
                to: frame, rect, subject, color, within: distance, negated: negated)
        case .size(let size):
            return frame.size == size
                ? nil : "a screenshot of \(size), and it is \(frame.size)"
        case .changed(let wanted):
            guard let last = sighting.lastScreen else {
                return wanted ? nil : "the screen as it was, and there was none before"
            }
            guard (frame.fingerprint != last) != wanted else { return nil }
            return wanted
                ? "another screen than before, and it is the same"
                : "the screen as it was, and it is another"
        case .told: return nil
        }
    }

    private func colorObjection(
        to frame: Frame, _ rect: Rect, _ subject: ColorSubject, _ color: Color, within: Int,
        negated: Bool
    ) -> String? {
        let name =
            switch subject {
            case .pixel: "pixel \(rect.x),\(rect.y)"
            case .region: "region \(rect)"
            }
        guard frame.size.bounds.intersection(rect) == rect else {
            return "\(name), which lies outside the screenshot of \(frame.size)"
        }
        let found = frame.averageColor(in: rect)
        guard (found.distance(to: color) <= within) == negated else { return nil }
        let tolerance = within > 0 ? " within \(within)" : ""
        let wanted = negated ? "not to be" : "to be"
        return "\(name) \(wanted) \(color.hexadecimal)\(tolerance), and it is \(found.hexadecimal)"
    }
}

extension Color {
    /// The largest difference in any channel.
    func distance(to other: Color) -> Int {
        max(
            abs(Int(red) - Int(other.red)), abs(Int(green) - Int(other.green)),
            abs(Int(blue) - Int(other.blue)))
    }

    /// `#ff8000`.
    var hexadecimal: String {
        "#"
            + [red, green, blue]
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// `nil` unless the text is six hexadecimal digits, with or without `#` before them.
    init?(hexadecimal text: String) {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
            let value = UInt32(digits, radix: 16)
        else { return nil }
        self.init(
            red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }
}

extension Frame {
    /// - Precondition: The rectangle lies inside the frame and is not empty.
    func averageColor(in rect: Rect) -> Color {
        var sums = (blue: 0, green: 0, red: 0)
        bytes.withUnsafeBufferPointer { bytes in
            for y in rect.y..<rect.bottom {
                for x in rect.x..<rect.right {
                    let offset = 4 * (y * size.width + x)
                    sums.blue += Int(bytes[offset])
                    sums.green += Int(bytes[offset + 1])
                    sums.red += Int(bytes[offset + 2])
                }
            }
        }
        let half = rect.area / 2
        return Color(
            red: UInt8((sums.red + half) / rect.area),
            green: UInt8((sums.green + half) / rect.area),
            blue: UInt8((sums.blue + half) / rect.area))
    }
}
