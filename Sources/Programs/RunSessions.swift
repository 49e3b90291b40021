import Glibc
import Synchronization

/// The sessions that a run has opened, one for each program and command that it started.
///
/// A program may write over its own environment, as Chromium does, and its marker with it. What it
/// starts still is in its session, unless it opens another one.
///
/// - SeeAlso: setsid(2).
final class RunSessions: Sendable {
    private struct State {
        var ids: Set<Int32> = []
        /// A socket to somebody outside who wants to know them, too.
        var listener: Int32?
    }

    private let state = Mutex(State())

    /// A session's number stays taken as long as one of its processes lives. After that it could be
    /// a stranger's only when the kernel has been through all of its numbers.
    var ids: Set<Int32> { state.withLock(\.ids) }

    func note(_ id: Int32) {
        state.withLock { state in
            state.ids.insert(id)
            state.listener.map { tell(id, to: $0) }
        }
    }

    /// Tells all numbers to a socket, one on each line: those so far, and those to come.
    func attach(_ listener: Int32) {
        state.withLock { state in
            state.listener = listener
            for id in state.ids { tell(id, to: listener) }
        }
    }

    func detach() {
        state.withLock { $0.listener = nil }
    }

    private func tell(_ id: Int32, to listener: Int32) {
        let line = Array("\(id)\n".utf8)
        // A listener that has gone is no reason for SIGPIPE, nor one that does not listen to wait.
        send(listener, line, line.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }
}
