import Dispatch
import Glibc
import Synchronization

/// Engines beside the readers' own, one for each further core at most, which all readers of the process share.
final class SpareEngines: Sendable {
    static let shared = SpareEngines(limit: min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 4) - 1)

    private struct State {
        var idle: [TesseractEngine] = []
        /// With those that are lent.
        var count = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    private init(limit: Int) {
        self.limit = limit
    }

    /// Starts all of them now.
    func start(for language: String) {
        giveBack(borrow(limit, for: language))
    }

    /// Up to so many that nobody uses; none is waited for, and one that cannot be started is none.
    func borrow(_ count: Int, for language: String) -> [TesseractEngine] {
        (0..<min(count, limit)).compactMap { _ in borrow(for: language) }
    }

    private func borrow(for language: String) -> TesseractEngine? {
        let (idle, mayStart) = state.withLock { state -> (TesseractEngine?, Bool) in
            if let index = state.idle.firstIndex(where: { $0.language == language }) {
                return (state.idle.remove(at: index), false)
            }
            guard state.count < limit else { return (nil, false) }
            state.count += 1
            return (nil, true)
        }
        guard mayStart else { return idle }
        let engine = try? TesseractEngine(language: language)
        if engine == nil { state.withLock { $0.count -= 1 } }
        return engine
    }

    func giveBack(_ engines: [TesseractEngine]) {
        state.withLock { $0.idle += engines }
    }
}
