import DeskwrightCore

/// A journal whose every event somebody else sees too, after it is on disk.
struct ObservedJournal: Journal {
    let journal: any Journal
    let observe: @Sendable (JournalEvent) -> Void

    func append(_ event: JournalEvent) async throws(JournalError) {
        try await journal.append(event)
        observe(event)
    }

    func keep(png: [UInt8]) async throws(JournalError) -> String {
        try await journal.keep(png: png)
    }
}
