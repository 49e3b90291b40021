import Synchronization

/// Where a program's end is noted, by the one who watches it, for those who ask or wait.
final class ExitRecord: Sendable {
    private struct State {
        var exit: ProgramExit?
        var waiting: [CheckedContinuation<ProgramExit, Never>] = []
    }

    private let state = Mutex(State())

    var exit: ProgramExit? { state.withLock(\.exit) }

    func note(_ exit: ProgramExit) {
        let waiting = state.withLock { state in
            state.exit = exit
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: exit) }
    }

    /// Waits for the end; cancellation does not shorten it.
    func wait() async -> ProgramExit {
        await withCheckedContinuation { continuation in
            let exit = state.withLock { state in
                if state.exit == nil { state.waiting.append(continuation) }
                return state.exit
            }
            if let exit { continuation.resume(returning: exit) }
        }
    }
}
