import DeskwrightCore
import Foundation

/// Keeps the bodies of requests as `request-001.json` and so on; never their headers.
actor RequestFolder {
    private let folder: URL
    private var count = 0

    init(path: String) throws(StandInError) {
        folder = URL(fileURLWithPath: path, isDirectory: true)
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotKeepRequests(folder: path, reason: error.systemReason)
        }
    }

    func keep(_ body: Data) throws(StandInError) {
        count += 1
        let number = String(count)
        let padded = String(repeating: "0", count: max(0, 3 - number.count)) + number
        do {
            try body.write(to: folder.appendingPathComponent("request-\(padded).json"))
        } catch {
            throw .cannotKeepRequests(folder: folder.path, reason: error.systemReason)
        }
    }
}
