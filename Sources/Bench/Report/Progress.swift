import DeskwrightCore
import Foundation

/// Says on standard error what is being measured.
struct Progress {
    private let watch = Stopwatch(ContinuousClock())

    func note(_ text: String) {
        let seconds = String(Int(watch.elapsed.inSeconds))
        let padding = String(repeating: " ", count: max(0, 4 - seconds.count))
        FileHandle.standardError.write(Data("\(padding)\(seconds) s  \(text)\n".utf8))
    }
}
