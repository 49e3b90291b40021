import DeskwrightCore
import Foundation

/// One of the command's two outputs, with what it can show.
struct Terminal: Sendable {
    /// Whether a person reads it.
    let isInteractive: Bool
    let hasColor: Bool
    /// Whether a line can be taken back once it is shown.
    let canErase: Bool
    private let descriptor: Int32

    static let output = Terminal(descriptor: STDOUT_FILENO)
    static let error = Terminal(descriptor: STDERR_FILENO)

    private init(descriptor: Int32) {
        let environment = ProcessInfo.processInfo.environment
        self.descriptor = descriptor
        isInteractive = isatty(descriptor) == 1
        // https://no-color.org: any value but the empty one turns colours off.
        let isPlain = !(environment["NO_COLOR"] ?? "").isEmpty
        canErase = isInteractive && environment["TERM"] != "dumb"
        hasColor = canErase && !isPlain
    }

    /// Columns; 80 where nobody says.
    var width: Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes the text as it is; whoever closed the other end does not want it.
    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    func line(_ text: String) {
        write(text + "\n")
    }

    func styled(_ text: String, _ style: Style) -> String {
        hasColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    enum Style: String {
        case bold = "1"
        case dim = "2"
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }
}

extension Terminal {
    /// Says what went wrong, and what to do about it.
    func show(_ failure: any Failure) {
        show(error: failure.message, hint: failure.hint)
    }

    func show(warning message: String) {
        line("\(styled("warning:", .yellow)) \(message)")
    }

    func show(error message: String, hint: String?) {
        line("\(styled("error:", .red)) \(message)")
        if let hint { line("\(styled("hint:", .cyan)) \(hint)") }
    }
}

extension Terminal {
    /// Says what the argument parser found, in the form of all other errors.
    func show(parserMessage message: String) {
        var lines = message.split(separator: "\n").map(String.init)
        var hint: String?
        if let last = lines.last, let match = last.firstMatch(of: /See '(.+)' for more/) {
            hint = "`\(match.1)` says more"
            lines.removeLast()
        }
        let text = lines.joined(separator: "\n").trimmingPrefix("Error: ")
        show(error: text.prefix(1).lowercased() + text.dropFirst(), hint: hint)
    }
}

/// Text from apps and models, without the control characters that would move a terminal about.
func printable(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
                let isControl = scalar.properties.generalCategory == .control
                return isControl && scalar != "\n" && scalar != "\t" ? "\u{FFFD}" : scalar
            }))
}

/// The same on one line, so that no line of it can be taken for one of ours.
func oneLine(_ text: String) -> String {
    printable(text).replacing("\n", with: "⏎").replacing("\t", with: " ")
}
