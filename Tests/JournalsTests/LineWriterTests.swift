import DeskwrightCore
import Foundation
import Glibc
import Testing

@testable import DeskwrightJournals

@Suite struct LineWriterTests {
    @Test func aFullDiskIsAnErrorThatSaysWhere() throws {
        let writer = try LineWriter(path: "/dev/full")
        let error = #expect(throws: JournalError.self) { try writer.append("{}") }
        #expect(error?.message == "cannot write /dev/full: No space left on device")
        #expect(error?.hint?.contains("--out DIR") == true)
        #expect(error?.kind == .environment)
    }

    @Test func aShortWriteIsCompleted() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/lines"
            let writer = try LineWriter(
                path: path,
                write: { file, bytes, count in
                    Glibc.write(file, bytes, min(3, count))
                })
            try writer.append("one and two")
            try writer.append("three")
            #expect(text(ofFile: path) == "one and two\nthree\n")
        }
    }

    @Test func aLineThatDoesNotFitIsTakenBack() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/lines"
            let disk = SmallDisk(room: 15)
            let writer = try LineWriter(path: path, write: disk.write)
            try writer.append("one and two")
            #expect(throws: JournalError.self) { try writer.append("three") }
            #expect(text(ofFile: path) == "one and two\n")
            disk.room = 100
            try writer.append("four")
            #expect(text(ofFile: path) == "one and two\nfour\n")
        }
    }

    @Test func halfALineThatStaysIsKeptApartFromTheNext() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/lines"
            let disk = SmallDisk(room: 3)
            let writer = try LineWriter(path: path, write: disk.write, truncate: { _, _ in -1 })
            #expect(throws: JournalError.self) { try writer.append("one and two") }
            disk.room = 100
            try writer.append("three")
            try writer.append("four")
            #expect(text(ofFile: path) == "one\nthree\nfour\n")
        }
    }

    @Test func aWriterGoesOnAtTheEndOfAFile() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/lines"
            try LineWriter(path: path).append("one")
            try LineWriter(path: path).append("two")
            #expect(text(ofFile: path) == "one\ntwo\n")
        }
    }
}

/// A disk with room for so many bytes more.
private final class SmallDisk {
    var room: Int

    init(room: Int) {
        self.room = room
    }

    func write(file: Int32, bytes: UnsafeRawPointer?, count: Int) -> Int {
        let fitting = min(room, count)
        guard fitting > 0 else {
            errno = ENOSPC
            return -1
        }
        room -= fitting
        return Glibc.write(file, bytes, fitting)
    }
}
