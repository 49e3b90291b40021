extension RunResult {
    /// Without the values of secrets in what it says.
    package func redacted(by secrets: Secrets) -> RunResult {
        var result = self
        result.task = secrets.redact(task)
        result.reason = secrets.redact(reason)
        result.hint = hint.map(secrets.redact)
        result.summary = summary.map(secrets.redact)
        result.checks = checks.map { check in
            var check = check
            check.expected = secrets.redact(check.expected)
            check.found = secrets.redact(check.found)
            check.evidence = check.evidence?.redacted(by: secrets)
            return check
        }
        return result
    }
}
