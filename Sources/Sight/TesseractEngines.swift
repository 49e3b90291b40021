import Glibc
import Synchronization

/// The engines of the process, which all readers share: one for each core, and more where more read at the same time.
final class TesseractEngines: Sendable {
    static let shared = TesseractEngines(limit: min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 4))

    private struct State {
        var idle: [TesseractEngine] = []
        /// With those that are lent.
        var count = 0
    }

    /// Beyond it none is started but for a reader that has none.
    private let limit: Int
    private let state = Mutex(State())

    private init(limit: Int) {
        self.limit = limit
    }

    /// Starts as many as there are cores, so that nobody has to wait for it.
    ///
    /// - Throws: ``SightError/libraryMissing(reason:)``, ``SightError/languageMissing(_:folder:)``
    func start(for language: String) throws(SightError) {
        giveBack(try borrow(limit, for: language))
    }

    /// Engines that nobody else uses until they are given back.
    ///
    /// - Parameters:
    ///   - count: As many as are wanted at most.
    ///   - language: What they read.
    /// - Returns: One at least.
    /// - Throws: ``SightError/libraryMissing(reason:)``, ``SightError/languageMissing(_:folder:)``
    func borrow(_ count: Int, for language: String) throws(SightError) -> [TesseractEngine] {
        let first = takeIdle(language)
        var engines = first.map { [$0] } ?? []
        if first == nil { engines.append(try start(language)) }
        while engines.count < min(count, limit) {
            let next = takeIdle(language) ?? (mayStart ? try? start(language) : nil)
            guard let next else { break }
            engines.append(next)
        }
        return engines
    }

    func giveBack(_ engines: [TesseractEngine]) {
        state.withLock { $0.idle += engines }
    }

    private var mayStart: Bool { state.withLock { $0.count < limit } }

    private func takeIdle(_ language: String) -> TesseractEngine? {
        state.withLock { state in
            state.idle.firstIndex { $0.language == language }.map { state.idle.remove(at: $0) }
        }
    }

    private func start(_ language: String) throws(SightError) -> TesseractEngine {
        let engine = try TesseractEngine(language: language)
        state.withLock { $0.count += 1 }
        return engine
    }
}
