/// Characters that a reader mixes up in small print, where it is not sure of a word.
///
/// Two kinds, all seen in menus: shapes that are the same but for a pixel ("Ctri+N" for "Ctrl+N", "Fll" for "F11",
/// "7.0ds" for "7.ods", "ftmp" for "/tmp" in bold), and letters whose capital is the small letter, enlarged,
/// which nothing shows in a word without letters of other heights ("Ctrl+w" for "Ctrl+W"). No group has two
/// digits, so a digit is never taken for another one: a wrong number would be worse than none. Letters
/// that make other words of each other, such as c and e, are in none.
enum LookAlikes {
    /// Surer words say what they say.
    static let doubt = 0.9

    private static let groups: [Set<Character>] =
        [["1", "I", "l", "i", "|", "!"], ["0", "O", "o"], ["/", "f"]]
        + "csuvwxz".map { [$0, Character($0.uppercased())] }

    /// Whether a character that was read may be the one that is looked for, in a word of this confidence.
    static func areAlike(_ target: Character, _ read: Character, confidence: Double) -> Bool {
        target == read
            || confidence < doubt && groups.contains { $0.contains(target) && $0.contains(read) }
    }
}
