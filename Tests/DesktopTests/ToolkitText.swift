import DeskwrightToolkits

/// What a toolkit's field holds in tests: numbered lines that begin with a long word.
struct ToolkitText {
    /// In most fields lines are wider than the window; xterm would wrap them.
    let rest: String
    private static let word = String(repeating: "w", count: 40)
    private static let firstNumber = 100

    init(for toolkit: Toolkit) {
        let parts = toolkit == .xterm ? 1 : 20
        rest = (0..<parts).map { " and part \($0)" }.joined()
    }

    var whole: String {
        (0..<400).map { "L\(ToolkitText.firstNumber + $0)\(ToolkitText.word)\(rest)" }
            .joined(separator: "\n")
    }

    /// Whether this is the first word of a line.
    func isWord(_ text: String) -> Bool {
        text.hasPrefix("L") && text.dropFirst(4) == ToolkitText.word
    }

    /// Whether this is one whole line, with or without its end.
    func isLine(_ text: String) -> Bool {
        let line = text.hasSuffix("\n") ? text.dropLast() : text[...]
        return line.hasPrefix("L") && line.dropFirst(4) == ToolkitText.word + rest
    }

    /// Which line this is, from 0.
    func number(ofLine text: String) -> Int? {
        Int(text.dropFirst().prefix(3)).map { $0 - ToolkitText.firstNumber }
    }
}
