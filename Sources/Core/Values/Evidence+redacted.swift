extension Evidence {
    /// Without the values of secrets in what was read.
    package func redacted(by secrets: Secrets) -> Evidence {
        var evidence = self
        evidence.marks = marks.map { Mark(frame: $0.frame, text: secrets.redact($0.text)) }
        evidence.text = text.map(secrets.redact)
        evidence.windows = windows.map(secrets.redact)
        return evidence
    }
}
