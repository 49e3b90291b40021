import Subprocess
import Synchronization

/// Keeps the beginning of one stream of a command, readable also when the command never ends.
final class OutputCollector: Sendable {
    private let limit: Int
    private let text = Mutex(CapturedText())

    /// - Parameter limit: In bytes.
    init(limit: Int) {
        self.limit = limit
    }

    var captured: CapturedText { text.withLock { $0 } }

    /// Reads to the stream's end, also past the limit: a reader that stops would stop the writer.
    ///
    /// What background children say once `hasEnded` is read only as long as there is room.
    func collect(
        _ stream: SubprocessOutputSequence, hasEnded: @Sendable () -> Bool
    ) async throws {
        for try await buffer in stream {
            keep(buffer)
            if captured.isTruncated, hasEnded() { return }
        }
    }

    private func keep(_ buffer: SubprocessOutputSequence.Buffer) {
        text.withLock { text in
            let room = limit - text.bytes.count
            buffer.withUnsafeBytes { text.bytes.append(contentsOf: $0.prefix(room)) }
            if buffer.count > room { text.isTruncated = true }
        }
    }
}
