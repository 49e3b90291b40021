import DeskwrightCore
import DeskwrightSuites

/// How far a suite has come, in words for a live line.
struct SuiteProgress {
    private(set) var total = 0
    private(set) var done = 0
    private var failed = 0
    private var flaky = 0
    private var workers = 1
    /// By worker.
    private var running: [Int: String] = [:]
    private let watch = Stopwatch(ContinuousClock())

    mutating func follow(_ event: SuiteEvent) {
        switch event {
        case .began(let tasks, let workers):
            total = tasks.count
            self.workers = workers
        case .tryBegan(let task, let retry, let worker):
            running[worker] = task.id + (retry > 0 ? " (retry \(retry))" : "")
        case .tryEnded(_, let record): running[record.worker] = nil
        case .taskEnded(let record):
            done += 1
            switch record.verdict {
            case .failed, .error: failed += 1
            case .flaky: flaky += 1
            case .passed, .skipped: break
            }
        case .ended: running = [:]
        }
    }

    var words: String {
        let elapsed = watch.elapsed.inSeconds
        var parts = ["\(done)/\(total)"]
        if failed > 0 { parts.append("\(failed) failed") }
        if flaky > 0 { parts.append("\(flaky) flaky") }
        parts.append("\(Int(elapsed)) s")
        // As the ones before took; the first says too little.
        if done >= 2, done < total {
            parts.append("about \(Int(elapsed / Double(done) * Double(total - done)) + 1) s left")
        }
        let names = running.sorted { $0.key < $1.key }.map(\.value)
        return (parts + names.map(oneLine)).joined(separator: " · ")
    }
}
