import Core

/// A budget on the command line, in the words of a task file: `usd=0.50,steps=40`.
public enum BudgetText {
    /// Reads limits that take the place of those in another budget.
    ///
    /// - Throws: All faults of the text, each with its place.
    public static func read(
        _ text: String, option: String, onTopOf budget: Budget
    ) throws(FileFaults) -> Budget {
        let pairs = text.split(separator: ",", omittingEmptySubsequences: false)
            .map { $0.replacing("=", with: ": ", maxReplacements: 1) }
        return try YAMLFile.parse(text: "{\(pairs.joined(separator: ", "))}", path: option) {
            TaskReader.budget($0, onTopOf: budget)
        }
    }
}
