import DeskwrightToolkits
import Foundation

/// Gives a test a folder of its own (its absolute path), and removes it however the test ends.
package func withScratchFolder<Answer>(
    _ body: (String) async throws -> Answer
) async throws -> Answer {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("deskwright-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder.path)
}

/// Asks again and again until something holds; `false` when it does not in time.
///
/// The limit is far beyond what a loaded machine needs, so that only a real fault meets it.
package func eventually(
    within limit: Duration = .seconds(30), _ holds: () async throws -> Bool
) async throws -> Bool {
    try await isTrue(within: limit, holds)
}
