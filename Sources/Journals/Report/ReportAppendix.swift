import DeskwrightCore

/// The end of a report: what the apps wrote, and the task as it was run.
enum ReportAppendix {
    static func html(_ run: RecordedRun, logs: [AppLog]) -> HTML? {
        let parts =
            logs.filter { !$0.tail.isEmpty }.map(log)
            + (run.task.isEmpty ? [] : [part("Task file", run.task, remark: nil)])
        if parts.isEmpty { return nil }
        return """
            <section class="card appendix">
            <h2>Behind it</h2>
            \(parts)</section>
            """
    }

    private static func log(_ log: AppLog) -> HTML {
        part("Output of \(log.id)", log.tail, remark: log.isCut ? "its last 64 KB" : nil)
    }

    private static func part(_ title: String, _ text: String, remark: String?) -> HTML {
        """
        <details><summary>\(title) \(remark.map { "<small>\($0)</small>" as HTML })</summary>
        <pre>\(text)</pre></details>

        """
    }
}
