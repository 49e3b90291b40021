import Foundation
import Testing

/// Compares a text with the file `Snapshots/<name>` beside the test's own file.
///
/// With `UPDATE_SNAPSHOTS=1` in the environment it writes the file and still fails once, so that an
/// update is never silent. Replace what changes from run to run before comparing.
package func expectSnapshot(
    of text: String, named name: String, testFile: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent()
        .appendingPathComponent("Snapshots")
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("wrote the snapshot \(file.path)", sourceLocation: sourceLocation)
        } catch {
            Issue.record(
                "cannot write the snapshot \(file.path): \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    guard let data = try? Data(contentsOf: file) else {
        Issue.record(
            "no snapshot \(file.path); UPDATE_SNAPSHOTS=1 swift test writes it",
            sourceLocation: sourceLocation)
        return
    }
    let expected = String(decoding: data, as: UTF8.self)
    guard text != expected else { return }
    Issue.record(
        """
        \(name) is not as recorded; UPDATE_SNAPSHOTS=1 swift test accepts it
        \(firstDifference(expected, text))
        """, sourceLocation: sourceLocation)
}

private func firstDifference(_ expected: String, _ actual: String) -> String {
    let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    return "line \(line + 1)\n- \(line < old.count ? old[line] : "(nothing)")"
        + "\n+ \(line < new.count ? new[line] : "(nothing)")"
}
