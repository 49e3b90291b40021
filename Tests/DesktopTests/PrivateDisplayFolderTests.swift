import Foundation
import Testing

@testable import DeskwrightX11Backend

@Suite struct PrivateDisplayFolderTests {
    @Test func whatAKilledProgramLeftIsRemovedByTheNext() throws {
        // Short, for the paths of sockets.
        let parent = "/tmp/dwf-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: parent) }
        // With its last reference goes the lock, as with a process.
        let left = try PrivateDisplayFolder.make(parent: parent, cookie: [1]).path
        let other = "\(parent)/deskwright-of-somebody-else"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)

        let held = try PrivateDisplayFolder.make(parent: parent, cookie: [2])
        let next = try PrivateDisplayFolder.make(parent: parent, cookie: [3])
        let paths = [left, held.path, next.path, other]
        #expect(
            paths.map(FileManager.default.fileExists(atPath:)) == [false, true, true, true])
        held.remove()
        next.remove()
    }
}
