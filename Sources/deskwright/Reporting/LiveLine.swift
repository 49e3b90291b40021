import Synchronization

/// The last line of a terminal, which is written again and again.
final class LiveLine: Sendable {
    private let terminal: Terminal
    private let isOn: Bool
    private let state = Mutex(State())

    private struct State {
        var words: @Sendable () -> String = { "" }
        var isShown = false
    }

    init(_ terminal: Terminal, isQuiet: Bool) {
        self.terminal = terminal
        isOn = terminal.canErase && !isQuiet
    }

    /// Shows what the words are now, and whenever it is drawn again.
    func show(_ words: @escaping @Sendable () -> String) {
        state.withLock { state in
            state.words = words
            draw(&state)
        }
    }

    func clear() {
        state.withLock { state in
            if state.isShown { terminal.write("\r\u{1B}[K") }
            state.isShown = false
            state.words = { "" }
        }
    }

    /// Keeps it alive while the work runs.
    func ticking<Value: Sendable>(_ work: @Sendable () async -> Value) async -> Value {
        guard isOn else { return await work() }
        let ticker = Task {
            while !Task.isCancelled {
                state.withLock { draw(&$0) }
                try await Task.sleep(for: .milliseconds(500))
            }
        }
        let value = await work()
        ticker.cancel()
        clear()
        return value
    }

    private func draw(_ state: inout State) {
        let text = String(state.words().prefix(terminal.width - 1))
        guard isOn, !text.isEmpty else { return }
        terminal.write("\r\u{1B}[K\(terminal.styled(text, .dim))")
        state.isShown = true
    }
}
