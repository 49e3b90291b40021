import Foundation
import Testing

@testable import DeskwrightX11Backend

/// Numbers of displays far above those that displays get.
struct DisplayNumberTests {
    @Test func numbersThatAreHeldDifferAndAreFreeAgainOnce() throws {
        let range = 20_000..<20_002
        let (one, two) = (try DisplayNumber(in: range), try DisplayNumber(in: range))
        #expect(one.value == 20_000 && two.value == 20_001)
        #expect(throws: PrivateDisplayError.noNumber(range)) { try DisplayNumber(in: range) }
        one.release()
        let three = try DisplayNumber(in: range)
        #expect(three.value == 20_000)
        // It is another one's by now.
        one.release()
        #expect(try lock(20_000) == ownLock)
        three.release()
        #expect(!FileManager.default.fileExists(atPath: DisplayNumber.lock(20_000)))
        two.release()
    }

    @Test func theLockIsGoneWithItsHolder() throws {
        do { _ = try DisplayNumber(in: 20_010..<20_011) }
        #expect(!FileManager.default.fileExists(atPath: DisplayNumber.lock(20_010)))
    }

    @Test func otherLocksOfProcessesThatHaveEndedAreRemoved() throws {
        try write(try endedProcess().leftPadded, to: 20_042)
        try write(ownLock, to: 20_041)
        let number = try DisplayNumber(in: 20_040..<20_043)
        #expect(number.value == 20_040)
        #expect(!FileManager.default.fileExists(atPath: DisplayNumber.lock(20_042)))
        #expect(try lock(20_041) == ownLock)
        unlink(DisplayNumber.lock(20_041))
        number.release()
    }

    private func endedProcess() throws -> String {
        let ended = Process()
        ended.executableURL = URL(fileURLWithPath: "/bin/true")
        try ended.run()
        ended.waitUntilExit()
        return "\(ended.processIdentifier)"
    }

    @Test func aLockWhoseProcessHasEndedIsTakenOver() throws {
        try write(try endedProcess().leftPadded, to: 20_020)
        let number = try DisplayNumber(in: 20_020..<20_021)
        #expect(try lock(20_020) == ownLock)
        number.release()
    }

    @Test(arguments: ["\(getppid())".leftPadded, "no number\n", ""])
    func aLockThatMayBeSomebodysIsLeft(text: String) throws {
        let value = 20_030 + text.utf8.count
        try write(text, to: value)
        defer { unlink(DisplayNumber.lock(value)) }
        #expect(throws: PrivateDisplayError.self) { try DisplayNumber(in: value..<value + 1) }
        #expect(try lock(value) == text)
    }

    private var ownLock: String { "\(getpid())".leftPadded }

    private func lock(_ value: Int) throws -> String {
        try String(contentsOfFile: DisplayNumber.lock(value), encoding: .utf8)
    }

    private func write(_ text: String, to value: Int) throws {
        try text.write(toFile: DisplayNumber.lock(value), atomically: false, encoding: .utf8)
    }
}

extension String {
    /// As X servers write it: ten characters and a new line.
    fileprivate var leftPadded: String {
        String(repeating: " ", count: 10 - count) + self + "\n"
    }
}
