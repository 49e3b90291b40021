import Foundation
import Glibc
import Testing

/// Gives the body a new, empty folder, and removes it with all that is in it afterwards.
func withTemporaryFolder<Value>(
    _ body: (String) async throws -> Value
) async throws -> Value {
    var template = Array("/tmp/deskwright-journals-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
    let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    do {
        let value = try await body(path)
        try FileManager.default.removeItem(atPath: path)
        return value
    } catch {
        try? FileManager.default.removeItem(atPath: path)
        throw error
    }
}

/// The text of a file, or nothing when it cannot be read.
func text(ofFile path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
}

/// Adds to the end of a file, as a program that knows nothing of journals would.
func appendToFile(_ path: String, _ text: String) throws {
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
}
