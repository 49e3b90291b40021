import DeskwrightCore

/// Figures as a report writes them.
enum ReportNumbers {
    /// `12,345`.
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index).isMultiple(of: 3) { result += "," }
            result.append(digit)
        }
        return result
    }

    /// `2026-11-23 23:55:01 UTC` for `2026-11-23T23:55:01Z`, anything else as it is.
    static func moment(_ text: String) -> String {
        guard text.hasSuffix("Z"), text.contains("T") else { return text }
        return text.dropLast().replacing("T", with: " ") + " UTC"
    }

    /// `0.32 s`, `12.3 s`, `2 min 05 s`.
    static func seconds(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "–" }
        if seconds < 9.995 { return decimal(seconds, digits: 2) + " s" }
        if seconds < 59.95 { return decimal(seconds, digits: 1) + " s" }
        let whole = Int(seconds.rounded())
        let rest = whole % 60
        return "\(whole / 60) min \(rest < 10 ? "0" : "")\(rest) s"
    }

    /// `$0.0123`; a dash for a price that nobody knows.
    static func dollars(_ dollars: Double?) -> String {
        guard let dollars, dollars.isFinite, dollars.magnitude < 1e9 else { return "–" }
        return "$" + decimal(dollars, digits: dollars > 0 && dollars < 1 ? 4 : 2)
    }

    /// `1.2 %`, and `<0.1 %` for what is not nothing.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0, (0...whole).contains(part) else { return "–" }
        let share = 100 * Double(part) / Double(whole)
        return part > 0 && share < 0.05 ? "<0.1 %" : decimal(share, digits: 1) + " %"
    }

    /// A number with so many digits after the point.
    static func decimal(_ number: Double, digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
        let scaled = Int((number.magnitude * scale).rounded())
        let sign = number < 0 && scaled != 0 ? "-" : ""
        guard digits > 0 else { return sign + String(scaled) }
        let fraction = String(scaled % Int(scale))
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return "\(sign)\(scaled / Int(scale)).\(zeros)\(fraction)"
    }
}
