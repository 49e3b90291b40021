import DeskwrightCore

/// A map of a task file as an option of the command line writes it: `usd=0.50,steps=40`.
package enum OptionText {
    /// Reads limits that take the place of those in another budget.
    ///
    /// - Throws: All faults of the text, each with its place.
    package static func budget(
        _ text: String, option: String, onTopOf budget: Budget
    ) throws(FileFaults) -> Budget {
        try YAMLFile.parse(text: map(text), path: option) {
            TaskReader.budget($0, onTopOf: budget)
        }
    }

    /// Reads what takes the place of another rule for the context.
    ///
    /// - Throws: All faults of the text, each with its place.
    package static func context(
        _ text: String, option: String, onTopOf rule: ContextRule
    ) throws(FileFaults) -> ContextRule {
        try YAMLFile.parse(text: map(text), path: option) {
            TaskReader.context($0, onTopOf: rule)
        }
    }

    /// Reads a duration such as `90s`.
    ///
    /// - Throws: What is wrong with the text, with its place.
    package static func duration(
        _ text: String, option: String
    ) throws(FileFaults) -> Duration {
        try YAMLFile.parse(text: text, path: option) { $0.duration() }
    }

    private static func map(_ text: String) -> String {
        let pairs = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.replacing("=", with: ": ", maxReplacements: 1) }
        return "{\(pairs.joined(separator: ", "))}"
    }
}
