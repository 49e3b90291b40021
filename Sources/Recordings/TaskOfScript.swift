import DeskwrightCore
import DeskwrightJournals
import DeskwrightTaskFiles

/// The task file of a script: the task as it was run, with steps in the place of the goal.
enum TaskOfScript {
    /// What only a model needs.
    private static let left: Set = ["goal", "model", "budget", "steps"]
    private static let nameLimit = 100
    private static let indent = "  "

    static func text(
        of run: RecordedRun, steps: [RecordedStep], closingRemarks: [String]
    ) throws -> String {
        guard !run.task.isEmpty else { throw RecordingError.noTask(run: run.folder) }
        let sections = try TaskSection.all(of: run.task, path: run.folder + "/task.yaml")
        var parts = sections.map { section in
            section.key == "name" ? name(section) : left.contains(section.key) ? "" : section.text
        }
        let place =
            sections.firstIndex { ["goal", "steps"].contains($0.key) } ?? sections.count
        let written = steps.map { $0.written(indent: indent) }.joined()
        let remarks = RecordedStep.comments(closingRemarks, indent: indent)
        parts.insert("steps:\n" + written + remarks, at: place)
        return parts.joined()
    }

    /// The name with a word on what it is, unless it has it already.
    private static func name(_ section: TaskSection) -> String {
        let mark = " (script)"
        guard let name = section.value, !name.hasSuffix(mark),
            name.count + mark.count <= nameLimit
        else { return section.text }
        let comments = section.text.split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { $0.hasPrefix("#") || $0.isEmpty }
        return comments.map { $0 + "\n" }.joined() + "name: \(YAMLText.scalar(name + mark))\n"
    }
}
