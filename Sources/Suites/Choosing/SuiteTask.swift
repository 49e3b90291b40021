import DeskwrightCore

/// A task as a suite knows it.
package struct SuiteTask: Sendable {
    /// `tasks/a.yaml`, `tasks/a.yaml[word=foo]`, `tasks/a.yaml#2` when it is repeated.
    package var id: String
    package var task: TaskSpec

    package init(_ task: TaskSpec) {
        self.task = task
        let variant = task.variant.map { "\($0.name)=\(SuiteTask.quotedIfNeeded($0.value))" }
            .joined(separator: ",")
        id = task.file + (variant.isEmpty ? "" : "[\(variant)]")
    }

    /// A value that could be read as more than one is quoted.
    private static func quotedIfNeeded(_ value: String) -> String {
        value.contains { ",=[]#\"\n".contains($0) } ? quoted(value) : value
    }

    /// The same so many times, the later ones with their number.
    package func repeated(_ count: Int) -> [SuiteTask] {
        (1...max(1, count)).map { number in
            var task = self
            if number > 1 { task.id += "#\(number)" }
            return task
        }
    }
}
