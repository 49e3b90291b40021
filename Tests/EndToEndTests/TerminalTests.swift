import DeskwrightTestSupport
import Foundation
import Subprocess
import Synchronization
import SystemPackage
import Testing

/// What somebody sees who starts a run at a terminal.
struct TerminalTests {
    private static let columns = 60

    struct Case: Sendable, CustomTestStringConvertible {
        var environment: [String: String]
        var hasColor: Bool

        var testDescription: String { "\(environment)" }
    }

    @Test(arguments: [
        Case(environment: ["TERM": "xterm"], hasColor: true),
        Case(environment: ["TERM": "xterm", "NO_COLOR": "1"], hasColor: false),
        Case(environment: ["TERM": "xterm", "NO_COLOR": ""], hasColor: true),
    ])
    func theLiveLineIsDrawnWhileARunGoesOnAndIsGoneAtItsEnd(trial: Case) async throws {
        try await withScratchFolder { folder in
            let (screen, code) = try await show(
                ["run", Repository.path("tasks/save-a-note-on-the-mock.yaml")],
                trial.environment, in: folder)
            #expect(code == 0, "\(screen.lines)")
            #expect(screen.strangeSequences.isEmpty, "\(screen.strangeSequences)")
            // One that went on in the next line could not be taken away.
            #expect(screen.widest < Self.columns)
            #expect(screen.erased.contains { $0.hasPrefix("step 1 · asking the planner · ") })
            #expect(screen.erased.contains { $0.contains(" requests, ") })
            #expect(!screen.lines.contains { $0.contains(" · ") }, "\(screen.lines)")
            #expect(screen.lines.first?.hasPrefix("Save a note") == true, "\(screen.lines)")
            #expect(screen.lines.contains { $0.hasPrefix("    ✓ ") }, "\(screen.lines)")
            #expect(screen.hasColor == trial.hasColor)
        }
    }

    @Test func aQuietRunAndATerminalThatCannotGoBackGetNoLiveLine() async throws {
        try await withScratchFolder { folder in
            let task = Repository.path("tasks/save-a-note-on-the-mock.yaml")
            let (quiet, _) = try await show(["run", "-q", task], ["TERM": "xterm"], in: folder)
            #expect(quiet.erased.isEmpty && quiet.lines.isEmpty, "\(quiet.lines)")
            let (dumb, _) = try await show(["run", task], ["TERM": "dumb"], in: folder)
            #expect(dumb.erased.isEmpty && !dumb.hasColor)
            #expect(dumb.lines.contains { $0.hasPrefix("    ✓ ") }, "\(dumb.lines)")
        }
    }

    /// Runs the command with a terminal as its standard error, and reads what it shows.
    private func show(
        _ arguments: [String], _ environment: [String: String], in folder: String
    ) async throws -> (Screen, code: Int32) {
        let terminal = try PseudoTerminal(columns: Self.columns)
        let result = try await Subprocess.run(
            .path(.init(Program.path)), arguments: Arguments(arguments),
            environment: .custom(Program.customEnvironment(folder, environment)),
            workingDirectory: .init(folder), input: .none, output: .discarded,
            error: .fileDescriptor(terminal.user, closeAfterSpawningProcess: true))
        var screen = Screen()
        screen.show(await terminal.everything())
        return (screen, Program.code(of: result.terminationStatus))
    }
}

/// Both ends of a terminal that nobody sits at.
private final class PseudoTerminal: Sendable {
    /// The end that a program has.
    let user: FileDescriptor
    private let written: AsyncStream<[UInt8]>

    /// - SeeAlso: pty(7), ioctl_tty(2).
    init(columns: Int) throws {
        let keeper = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (lock, number): (Int32, UInt32) = (0, 0)
        try #require(keeper >= 0 && ioctl(keeper, Self.setLock, &lock) == 0)
        try #require(ioctl(keeper, Self.getNumber, &number) == 0)
        var size = winsize(
            ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(keeper, UInt(TIOCSWINSZ), &size) == 0)
        let descriptor = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(descriptor >= 0)
        user = FileDescriptor(rawValue: descriptor)
        // Read all along: a program waits when nobody does.
        let (written, feed) = AsyncStream<[UInt8]>.makeStream()
        self.written = written
        Thread.detachNewThread {
            feed.yield(PseudoTerminal.read(keeper))
            feed.finish()
        }
    }

    /// `TIOCSPTLCK` and `TIOCGPTN`, whose macros are too much for Swift.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    /// All that was written, once the program is gone.
    func everything() async -> [UInt8] {
        for await bytes in written { return bytes }
        return []
    }

    /// Until the other end is closed: that is an error here, and no end of file.
    private static func read(_ keeper: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(keeper, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        close(keeper)
        return bytes
    }
}

/// What a terminal shows: as much of one as the command makes use of.
private struct Screen {
    private(set) var lines: [String] = []
    /// What stood in the last line when it was erased.
    private(set) var erased: [String] = []
    private(set) var hasColor = false
    /// The longest line that was erased, in columns.
    private(set) var widest = 0
    /// What was asked for and is not known here.
    private(set) var strangeSequences: [String] = []
    private var line: [Character] = []
    private var column = 0

    mutating func show(_ bytes: [UInt8]) {
        var rest = Substring(String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n"))
        while let character = rest.popFirst() {
            switch character {
            case "\n": endLine()
            case "\r": column = 0
            case "\u{1B}": obey(&rest)
            default: put(character)
            }
        }
        if !line.isEmpty { endLine() }
    }

    private mutating func endLine() {
        lines.append(String(line))
        (line, column) = ([], 0)
    }

    private mutating func put(_ character: Character) {
        if column < line.count { line[column] = character } else { line.append(character) }
        column += 1
    }

    /// - SeeAlso: console_codes(4): `CSI K` erases to the line's end, `CSI m` is colour.
    private mutating func obey(_ rest: inout Substring) {
        guard let match = rest.prefixMatch(of: /\[([0-9;]*)([A-Za-z])/) else {
            strangeSequences.append(String(rest.prefix(5)))
            return
        }
        rest = rest[match.range.upperBound...]
        switch match.2 {
        case "m": hasColor = true
        case "K":
            let old = String(line)
            if !old.isEmpty { erased.append(old) }
            widest = max(widest, line.count)
            line.removeSubrange(min(column, line.count)...)
        default: strangeSequences.append(String(match.0))
        }
    }
}
