import DeskwrightCore
import Dispatch
import Synchronization

/// The engines of the process, which all readers share: one for each core, started when they are wanted.
final class TesseractEngines: Sendable {
    static let shared = TesseractEngines(count: min(UsableCores.count, 4))

    private let count: Int
    /// Counts those that may be lent, started or not.
    private let free: DispatchSemaphore
    private let waiting = Atomic(0)
    private let state = Mutex(State())

    private struct State {
        var idle: [TesseractEngine] = []
        /// With those that are lent.
        var started = 0
    }

    init(count: Int) {
        self.count = count
        // One that is born with a value must not be freed with less.
        free = DispatchSemaphore(value: 0)
        for _ in 0..<count { free.signal() }
    }

    /// Starts those that are not lent, so that nobody has to wait for it; where all are, it does nothing.
    ///
    /// - Throws: ``SightError/libraryMissing(reason:)``, ``SightError/languageMissing(_:folder:)``
    func start(for language: String) throws(SightError) {
        giveBack(try engines(for: language, count: takeFree(count)))
    }

    /// Engines that nobody else uses until they are given back; waits while all are lent.
    ///
    /// - Parameters:
    ///   - count: As many as are wanted at most.
    ///   - language: What they read.
    /// - Returns: One at least.
    /// - Throws: ``SightError/libraryMissing(reason:)``, ``SightError/languageMissing(_:folder:)``
    func borrow(_ count: Int, for language: String) throws(SightError) -> [TesseractEngine] {
        waiting.wrappingAdd(1, ordering: .relaxed)
        free.wait()
        waiting.wrappingSubtract(1, ordering: .relaxed)
        return try engines(for: language, count: 1 + takeFree(count - 1))
    }

    /// Whether somebody waits for one: who has several gives them back.
    var isWanted: Bool { waiting.load(ordering: .relaxed) > 0 }

    func giveBack(_ engines: [TesseractEngine]) {
        state.withLock { $0.idle += engines }
        for _ in engines { free.signal() }
    }

    /// - Returns: How many of as many as are wanted are free; they are taken.
    private func takeFree(_ wanted: Int) -> Int {
        (0..<max(0, wanted)).prefix { _ in free.wait(timeout: .now()) == .success }.count
    }

    private func engines(
        for language: String, count: Int
    ) throws(SightError) -> [TesseractEngine] {
        var engines: [TesseractEngine] = []
        do {
            for _ in 0..<count { engines.append(try engine(for: language)) }
        } catch {
            giveBack(engines)
            for _ in engines.count..<count { free.signal() }
            throw error
        }
        return engines
    }

    /// An idle one; else a new one, if need be in the place of one for another language.
    private func engine(for language: String) throws(SightError) -> TesseractEngine {
        let (idle, isOfAnother) = state.withLock { state -> (TesseractEngine?, Bool) in
            if let place = state.idle.firstIndex(where: { $0.language == language }) {
                return (state.idle.remove(at: place), false)
            }
            if state.started == count { return (state.idle.removeFirst(), true) }
            state.started += 1
            return (nil, false)
        }
        if let idle, !isOfAnother { return idle }
        do {
            return try TesseractEngine(language: language)
        } catch {
            state.withLock { state in
                if let idle { state.idle.append(idle) } else { state.started -= 1 }
            }
            throw error
        }
    }
}
