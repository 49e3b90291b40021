import DeskwrightCX11
import DeskwrightCore
import DeskwrightPrograms
import DeskwrightTestSupport
import DeskwrightToolkits
import DeskwrightX11Backend
import Foundation
import Glibc
import Synchronization
import Testing

/// Whose reading of keys is waited for, and what counts as read; one after the other, as each takes
/// a server and keeps programs from going on.
@Suite(.serialized) struct X11ReadersTests {
    /// The frame around the terminal belongs to another program, which answers pings. Keys go to what
    /// is under the pointer in the window with the keyboard, the root window or the frame.
    @Test(.timeLimit(.minutes(5)), arguments: [true, false])
    func whoseWindowIsUnderThePointerIsWaitedFor(_ isRootFocused: Bool) async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let frame = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            try await withTerminal(in: frame, display) { terminal, typed async throws in
                _ = try await desktop.perform(.move(to: frame.area.center))
                if isRootFocused { try await OtherClient(display).focusRoot() }
                let text = MixedTexts.manyCharacters
                kill(terminal.processID, SIGSTOP)
                async let result = desktop.perform(.type(text))
                try await Task.sleep(for: .milliseconds(500))
                kill(terminal.processID, SIGCONT)
                #expect(try await result.receipt?.undelivered == "")
                var arrived = ""
                _ = try await eventually {
                    arrived = String(
                        decoding: try Data(contentsOf: URL(fileURLWithPath: typed)), as: UTF8.self)
                    return arrived == text
                }
                #expect(arrived == text)
            }
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aProgramThatLeavesAPingUnansweredHasNotReadEvenIfItSleeps() async throws {
        try await withToolkitField(.gtk3) { desktop, field async throws in
            let text = MixedTexts.manyCharacters
            kill(field.processID, SIGUSR2)
            try await Task.sleep(for: .milliseconds(200))
            let receipt = try await desktop.perform(.type(text)).receipt
            let lost = try #require(receipt?.undelivered)
            #expect(!lost.isEmpty && text.hasSuffix(lost))
            let sent = String(text.dropLast(lost.count))
            #expect(try await field.text(waitingFor: sent) == sent)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aProgramThatFloodsTheServerDoesNotHoldTypingUp() async throws {
        try await withToolkitField(.xterm) { display, desktop, field async throws in
            let flood = try Flood(display)
            defer { flood.end() }
            let text = MixedTexts.manyCharacters
            #expect(try await desktop.perform(.type(text)).receipt?.undelivered == "")
            #expect(try await field.text(waitingFor: text) == text)
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aWindowThatIsClosedIsNotWaitedFor() async throws {
        try await withToolkitField(.xterm) { desktop, field async throws in
            kill(field.processID, SIGSTOP)
            async let result = desktop.perform(.type(MixedTexts.manyCharacters))
            try await Task.sleep(for: .milliseconds(300))
            kill(field.processID, SIGKILL)
            #expect(try await result.receipt?.undelivered == "")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func aChordIsRefusedWhileAllKeysAreLentToAProgramThatDoesNotReact() async throws {
        try await withToolkitField(.xterm) { desktop, field async throws in
            kill(field.processID, SIGSTOP)
            _ = try await desktop.perform(.type(MixedTexts.manyCharacters))
            let refused = try await desktop.perform(.press(["CTRL", "U9999"]))
            guard case .refused(let reason) = refused else {
                Issue.record("\(refused)")
                return
            }
            #expect(reason.contains("has not read it"))
            #expect(try await desktop.perform(.press(["CTRL", "a"])).isDelivered)
            let chord = Task { try await desktop.perform(.press(["U9999"])) }
            try await Task.sleep(for: .milliseconds(200))
            chord.cancel()
            #expect(try await chord.value.name == "not-run")
            kill(field.processID, SIGCONT)
        }
    }

    @Test func aChordOfMoreCharactersThanThereAreKeysIsRefused() async throws {
        try await withXvfb(screen: "640x480x24") { display async throws in
            let desktop = try await X11Desktop.connect(to: display)
            let keys = (0x4E00..<0x4E00 + 100).map { Key("U" + String($0, radix: 16)) }
            guard case .refused(let reason) = try await desktop.perform(.press(keys)) else {
                Issue.record("it is not refused")
                return
            }
            #expect(reason.contains("no key for the keysym 0x1004e"))
        }
    }

    /// Runs xterm inside another program's window; what is typed into it goes to a file.
    private func withTerminal(
        in frame: WitnessWindow, _ display: PrivateDisplay,
        _ body: (RunningProgram, String) async throws -> Void
    ) async throws {
        try await withScratchFolder { folder async throws in
            let typed = "\(folder)/typed"
            let script = "stty -icanon -isig -ixon -iexten min 1; exec cat >> \(typed)"
            let programs = ProgramGroup()
            let environment = testEnvironment(home: folder).merging(display.environment) { $1 }
            do {
                let terminal = try await programs.start(
                    ProgramSpec(
                        id: "terminal", program: "xterm",
                        arguments: ["-u8", "-into", "\(frame.id)", "-e", "sh", "-c", script],
                        environment: environment, workingDirectory: folder, log: "\(folder)/log"))
                let isReady = try await eventually { FileManager.default.fileExists(atPath: typed) }
                #expect(isReady)
                try await body(terminal, typed)
                await programs.stopAll()
            } catch {
                await programs.stopAll()
                throw error
            }
        }
    }
}

/// A program that asks the server for more than it can do, all the time.
private final class Flood: Sendable {
    private let isOver = Mutex(false)

    init(_ display: PrivateDisplay) throws {
        let (name, authority) = (display.name, display.authorityFile)
        Thread.detachNewThread { [self] in
            guard let program = try? OtherProgram(name, authority: authority) else { return }
            program.flood { isOver.withLock { $0 } }
        }
    }

    func end() { isOver.withLock { $0 = true } }
}
