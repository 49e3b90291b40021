import DeskwrightCore

/// One task as a `testcase`.
struct JUnitCase {
    let task: TaskRecord
    /// Whether another task of the file has the same name: readers take cases of one name for one.
    let hasNamesake: Bool

    var tag: XMLTag {
        var tag = XMLTag(
            "testcase",
            [
                "name": name, "classname": task.file, "time": JUnitReport.seconds(task.seconds),
                "file": task.file, "line": "\(task.line)",
            ])
        if !task.tags.isEmpty {
            var properties = XMLTag("properties")
            properties.add(task.tags.map { XMLTag("property", ["name": "tag", "value": $0]) })
            tag.add(properties)
        }
        tag.add(verdictTags)
        if !task.tries.isEmpty { tag.add(XMLTag("system-out", text: output)) }
        return tag
    }

    private var name: String {
        let rest = task.id.hasPrefix(task.file) ? task.id.dropFirst(task.file.count) : task.id[...]
        return hasNamesake && !rest.isEmpty ? "\(task.name) \(rest)" : task.name
    }

    /// In the order that Surefire's schema wants.
    private var verdictTags: [XMLTag] {
        switch task.verdict {
        case .passed: []
        case .flaky: inOrder(task.failedTries.map { again("flaky", $0.result) })
        case .failed: inOrder([final("failure")] + reruns)
        case .error: inOrder([final("error")] + reruns)
        case .skipped: [XMLTag("skipped", ["message": task.whyNotPassed])]
        }
    }

    /// What the first try said, by the verdict on all of them.
    private func final(_ name: String) -> XMLTag {
        guard let first = task.failedTries.first else {
            return XMLTag(name, ["message": task.whyNotPassed, "type": task.verdict.rawValue])
        }
        let failure = FailureText(result: first.result)
        return XMLTag(
            name, ["message": failure.headline, "type": failure.type], text: failure.body)
    }

    private var reruns: [XMLTag] { task.failedTries.dropFirst().map { again("rerun", $0.result) } }

    /// A try that was not the last word: `rerunFailure`, `flakyError` and so on.
    private func again(_ word: String, _ result: RunResult) -> XMLTag {
        let failure = FailureText(result: result)
        var tag = XMLTag(
            word + (result.outcome.isOfTheProduct ? "Failure" : "Error"),
            ["message": failure.headline, "type": failure.type])
        tag.add(XMLTag("stackTrace", text: failure.body))
        return tag
    }

    private func inOrder(_ tags: [XMLTag]) -> [XMLTag] {
        ["failure", "rerunFailure", "flakyFailure", "error", "rerunError", "flakyError"]
            .flatMap { name in tags.filter { $0.name == name } }
    }

    /// The report of each try, as Jenkins and GitLab find attachments, and how to run the task again.
    private var output: String {
        // A try that ended before it had a folder has no report.
        let folders = task.tries.map { CleanText.oneLine($0.folder) }.filter { !$0.isEmpty }
        let attachments = folders.map { "[[ATTACHMENT|\($0)/report.html]]" }
        let again = "run it again: \(RerunCommand.text(for: task))"
        return "\n" + (attachments + [again]).joined(separator: "\n") + "\n"
    }
}
