import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightToolkits
import Glibc
import Testing

@testable import DeskwrightX11Backend

/// Whose the lent keys are, how long they keep their meaning, and that they are given back.
@Suite(.serialized) struct X11LentKeysTests {
    @Test func theNextConnectionTakesBackWhatACrashedOneLent() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let before = try await display.keyboardMap()
            try await OtherClient(display, lending: true).lend([0x0100_6F22, 0x0100_5B57])
            #expect(try await display.keyboardMap() != before)
            _ = try await X11Desktop.connect(to: display.name, authority: display.authorityFile)
            #expect(try await display.keyboardMap() == before)
        }
    }

    @Test func aKeyThatGotAnotherMeaningSinceIsLeftAlone() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let other = try await OtherClient(display)
            try await OtherClient(display, lending: true).lend([0x0100_6F22])
            let code = try #require(try await other.code(of: 0x0100_6F22))
            try await other.setMeaning(of: code, 0xE9)
            let now = try await display.keyboardMap()
            _ = try await X11Desktop.connect(to: display.name, authority: display.authorityFile)
            #expect(try await display.keyboardMap() == now)
        }
    }

    @Test func twoConnectionsLendDifferentKeys() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let before = try await display.keyboardMap()
            let one = try await OtherClient(display, lending: true)
            let two = try await OtherClient(display, lending: true)
            try await one.lend([0x0100_6F22, 0x0100_5B57])
            try await two.lend([0x0100_0416, 0x0100_0436])
            var codes: Set<UInt8> = []
            for keysym: UInt32 in [0x0100_6F22, 0x0100_5B57, 0x0100_0416, 0x0100_0436] {
                codes.insert(try #require(try await two.code(of: keysym)))
            }
            #expect(codes.count == 4)
            try await one.giveBack()
            #expect(try await one.code(of: 0x0100_6F22) == nil)
            #expect(try await one.code(of: 0x0100_0416) != nil)
            try await two.giveBack()
            #expect(try await display.keyboardMap() == before)
        }
    }

    @Test func aPrivateDisplayHasKeysForManyCharactersAtATime() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let other = try await OtherClient(display, lending: true)
            let keysyms = (0x4E00..<0x4E00 + 200).map { 0x0100_0000 + UInt32($0) }
            try await other.lend(keysyms)
            for keysym in keysyms { #expect(try await other.code(of: keysym) != nil) }
        }
    }

    /// Xlib misses what changes while it loads the map; so Deskwright itself tells the program.
    @Test func aProgramIsToldOfTheMapBeforeTheLentKeysCome() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            for (action, isTold) in [
                (Action.type("no key is lent"), false), (.type("漢"), true), (.type("漢漢"), false),
                (.press(["U5B57"]), true), (.type("字漢 и"), true),
            ] {
                let before = try await (witness.events().count, witness.noticesOfMap.count)
                _ = try await desktop.perform(action)
                #expect(try await witness.events().count > before.0)
                let notices = await witness.noticesOfMap.dropFirst(before.1)
                #expect(Array(notices) == (isTold ? [before.0] : []), "\(action)")
            }
            #expect(try await witness.text().hasSuffix("漢漢漢字字漢 и"))
        }
    }

    /// The sharpest test of the wait: the keys of a program that is stopped must keep their meanings.
    @Test(.timeLimit(.minutes(5)), arguments: [Toolkit.xterm, .gtk3])
    func aProgramThatIsStoppedGetsAllOfItsTextLater(_ toolkit: Toolkit) async throws {
        try await withToolkitField(toolkit) { desktop, field async throws in
            let text = MixedTexts.manyCharacters
            kill(field.processID, SIGSTOP)
            async let result = desktop.perform(.type(text))
            try await Task.sleep(for: .milliseconds(500))
            kill(field.processID, SIGCONT)
            #expect(try await result.receipt?.undelivered == "")
            let arrived = try await field.text(waitingFor: text)
            #expect(arrived == text, "\(difference(arrived, text))")
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func whatAProgramThatStaysStoppedIsNotSentIsNamed() async throws {
        try await withToolkitField(.xterm) { desktop, field async throws in
            let text = MixedTexts.manyCharacters
            kill(field.processID, SIGSTOP)
            let receipt = try await desktop.perform(.type(text)).receipt
            kill(field.processID, SIGCONT)
            let lost = try #require(receipt?.undelivered)
            #expect(!lost.isEmpty && text.hasSuffix(lost))
            let sent = String(text.dropLast(lost.count))
            #expect(receipt?.characters == sent.count)
            #expect(try await field.text(waitingFor: sent) == sent)
        }
    }

    @Test func cancellingEndsTheWaitForAStoppedProgram() async throws {
        try await withToolkitField(.xterm) { desktop, field async throws in
            kill(field.processID, SIGSTOP)
            let typing = Task {
                try await desktop.perform(.type(MixedTexts.manyCharacters))
            }
            try await Task.sleep(for: .milliseconds(300))
            typing.cancel()
            #expect(try await typing.value.name == "not-run")
            kill(field.processID, SIGCONT)
        }
    }

    @Test func somebodyElsesChangesOfTheMapDoNotStopUs() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let storm = Task {
                while !Task.isCancelled {
                    for layout in ["de", "us", "ru"] { try await display.setLayout(layout) }
                }
            }
            let text = String(repeating: "漢字 и text ", count: 400)
            for _ in 1...5 {
                let receipt = try await desktop.perform(.type(text)).receipt
                #expect(receipt?.characters == text.unicodeScalars.count)
            }
            storm.cancel()
            _ = await storm.result
            #expect(try await witness.stillDown() == [])
            await desktop.releaseAll()
            let count = try await witness.text().count
            _ = try await desktop.perform(.type("calm again: ж"))
            #expect(try await witness.text().dropFirst(count) == "calm again: ж")
        }
    }

    /// Where two texts part, for a failure's message.
    private func difference(_ arrived: String, _ expected: String) -> String {
        let same = zip(arrived.unicodeScalars, expected.unicodeScalars).prefix { $0 == $1 }.count
        let (here, there) = (arrived.unicodeScalars, expected.unicodeScalars)
        return "\(here.count) of \(there.count) arrived, the first \(same) right, then "
            + quoted(String(String.UnicodeScalarView(here.dropFirst(same).prefix(8))))
            + " instead of "
            + quoted(String(String.UnicodeScalarView(there.dropFirst(same).prefix(8))))
    }
}
