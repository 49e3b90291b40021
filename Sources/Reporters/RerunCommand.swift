import DeskwrightCore

/// The command that runs one task again, as a person pastes it into a shell.
package enum RerunCommand {
    /// `deskwright run FILE`, on one line whatever the file is called.
    ///
    /// Of a matrix the line is named, `FILE:LINE`, so that only tasks with this one's last value are run.
    package static func text(for task: TaskRecord) -> String {
        // A file that begins like an option is still a file.
        let file = task.file.unicodeScalars.first == "-" ? "./" + task.file : task.file
        let isOfMatrix = task.id.hasPrefix(task.file + "[")
        return "deskwright run " + word(isOfMatrix ? "\(file):\(task.line)" : file)
    }

    /// The text as one word of a shell, quoted where it has to be.
    ///
    /// Control characters, and those that turn the direction of what follows, would break the line or hide what
    /// it does: they are octal bytes for `printf`, since not every shell knows `$'…'`.
    static func word(_ text: String) -> String {
        if !text.isEmpty && text.unicodeScalars.allSatisfy(isPlain) { return text }
        // By scalars: a quote with an accent over it is one character, and ends a word all the same.
        guard text.unicodeScalars.contains(where: isHidden) else {
            return "'" + text.unicodeScalars.map { $0 == "'" ? #"'\''"# : "\($0)" }.joined() + "'"
        }
        return "\"$(printf '" + text.unicodeScalars.map(escaped).joined() + "')\""
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "/", ".", "_", "-", "+", ",", ":", "@", "%": true
        default: false
        }
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "%": "%%"
        case "\\": #"\\"#
        // Between double quotes bash would look for `!` in its history.
        case _ where scalar == "'" || scalar == "!" || isHidden(scalar):
            String(scalar).utf8.map { byte in
                let digits = String(byte, radix: 8)
                return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            }.joined()
        default: String(scalar)
        }
    }
}

/// Whether a character breaks the line, cannot be seen, or turns the direction of what follows.
///
/// - SeeAlso: Unicode UAX #9, section 2.
func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    // These no XML may hold.
    case 0xFFFE...0xFFFF: true
    default: false
    }
}
