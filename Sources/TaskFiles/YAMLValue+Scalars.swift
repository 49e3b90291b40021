import DeskwrightCore

extension YAMLValue {
    /// A text; numbers and truth values are taken as they are written.
    package func string() -> String? {
        scalar("a text")
    }

    /// A text that is not empty or blank.
    package func filledString() -> String? {
        guard let text = string() else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            fault("\(label) is empty")
            return nil
        }
        return text
    }

    /// A whole number in decimal digits.
    package func int(in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
        guard let text = number("a whole number") else { return nil }
        guard let value = Int(text) else { return mismatch("a whole number", text: text) }
        return inside(range, value)
    }

    /// A number in decimal digits, with or without a fraction.
    package func number(
        in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...(.greatestFiniteMagnitude)
    ) -> Double? {
        guard let text = number("a number") else { return nil }
        guard text.allSatisfy({ "+-.0123456789eE".contains($0) }), let value = Double(text) else {
            return mismatch("a number", text: text)
        }
        guard value.isFinite else {
            fault("\(label) is \(shown(text)), more than any number can be")
            return nil
        }
        return inside(range, value)
    }

    /// `true` or `false`.
    package func bool() -> Bool? {
        guard let text = number("true or false") else { return nil }
        switch text {
        case "true", "True", "TRUE": return true
        case "false", "False", "FALSE": return false
        default: return mismatch("true or false", text: text)
        }
    }

    /// One of the raw values of an enum.
    package func choice<Choice>(of type: Choice.Type) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        choice(of: Choice.allCases.map(\.rawValue)).flatMap(Choice.init(rawValue:))
    }

    /// One of these words.
    package func choice(of words: [String]) -> String? {
        guard let text = scalar("one of \(words.joined(separator: ", "))") else { return nil }
        guard words.contains(text) else {
            fault("\(label) cannot be \(shown(text))", hint: suggestion(for: text, among: words))
            return nil
        }
        return text
    }

    /// How long: `500ms`, `3s`, `1.5m`, `1h`; longer than nothing and at most a day.
    package func duration() -> Duration? {
        guard let text = scalar("a duration such as 500ms, 3s, 2m or 1h") else { return nil }
        switch DurationText.parse(text) {
        case .duration(let duration): return duration
        case .fault(let problem, let hint):
            fault("\(label) \(problem), not \(shown(text))", hint: hint)
            return nil
        }
    }

    /// A width and a height in pixels, both within the range: `1280x800`.
    package func size(in range: ClosedRange<Int> = 1...65_535) -> Size? {
        guard let text = scalar("a size such as 1280x800") else { return nil }
        let parts = text.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = decimal(parts[0]), let height = decimal(parts[1]) else {
            return mismatch("a size such as 1280x800", text: text)
        }
        guard inside(range, width) != nil, inside(range, height) != nil else { return nil }
        return Size(width: width, height: height)
    }

    /// A place in pixels: `[x, y]`.
    package func point() -> Point? {
        guard let numbers = integers(count: 2, "a point such as [40, 60]") else { return nil }
        return Point(x: numbers[0], y: numbers[1])
    }

    /// A rectangle in pixels that is not empty: `[x, y, width, height]`.
    package func rect() -> Rect? {
        let form = "a rectangle such as [10, 10, 200, 20]"
        guard let numbers = integers(count: 4, form) else { return nil }
        guard numbers[2] > 0, numbers[3] > 0 else {
            fault("\(label) must be wider and higher than 0")
            return nil
        }
        return Rect(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    }

    /// Whole numbers of a size that sums and products of them cannot overflow.
    private func integers(count: Int, _ form: String) -> [Int]? {
        guard case .list(let items) = node.content, items.count == count, let list = list() else {
            return mismatch(form)
        }
        let numbers = list.compactMap { $0.int(in: -1_000_000...1_000_000) }
        return numbers.count == count ? numbers : nil
    }

    private func decimal(_ digits: Substring) -> Int? {
        digits.allSatisfy { $0.isASCII && $0.isNumber } ? Int(digits) : nil
    }

    private func inside<Value: Comparable>(_ range: ClosedRange<Value>, _ value: Value) -> Value? {
        guard !range.contains(value) else { return value }
        let bounds = "\(range.lowerBound) to \(range.upperBound)"
        fault("\(label) is \(value), outside \(bounds)")
        return nil
    }

    /// A scalar's text that may be a number: in quotes it is text, and no number.
    private func number(_ wanted: String) -> String? {
        guard let text = scalar(wanted) else { return nil }
        // A reference needs no quotes, but may well stand in them.
        guard case .text(let raw, isPlain: false) = node.content, !raw.contains("${{") else {
            return text
        }
        fault(
            "\(label) must be \(wanted), not the text \(shown(text))", hint: "take the quotes off")
        return nil
    }

    /// A scalar's text with references replaced; a fault when there is none.
    func scalar(_ wanted: String) -> String? {
        guard kind == .scalar, case .text(let text, _) = node.content else {
            return mismatch(wanted)
        }
        guard let references = reading.references else { return text }
        return references.expand(text, of: self, keepingSecrets: false)
    }
}
