import DeskwrightCX11
import DeskwrightCore
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// How texts on the clipboard are handed to other programs.
@Suite struct X11ClipboardTests {
    struct Case: Sendable {
        var text: String
        var target: String
        var type: String?
        var inLatin1 = false
    }

    @Test(arguments: [
        Case(text: "süß", target: "UTF8_STRING", type: "UTF8_STRING"),
        Case(text: "süß", target: "text/plain;charset=utf-8", type: "text/plain;charset=utf-8"),
        Case(text: "süß", target: "STRING", type: "STRING", inLatin1: true),
        Case(text: "süß", target: "TEXT", type: "STRING", inLatin1: true),
        Case(text: "süß", target: "image/png", type: nil),
        Case(text: "漢 ß", target: "UTF8_STRING", type: "UTF8_STRING"),
        Case(text: "漢 ß", target: "TEXT", type: "UTF8_STRING"),
        Case(text: "漢 ß", target: "STRING", type: nil),
    ])
    func programsGetTheTypeThatTheyAskFor(_ testCase: Case) async throws {
        try await withX11Stage { desktop, witness async throws in
            try await desktop.setClipboard(testCase.text)
            let answer = try await witness.converted(to: testCase.target)
            #expect(answer?.type == testCase.type)
            let bytes =
                testCase.inLatin1
                ? testCase.text.unicodeScalars.map { UInt8($0.value) } : Array(testCase.text.utf8)
            #expect(answer?.bytes == testCase.type.map { _ in bytes })
            let types = try await witness.clipboardTypes()
            #expect(types.contains(testCase.target) == (testCase.type != nil))
        }
    }

    @Test func theTimeSinceWhenItIsOwnedIsTold() async throws {
        try await withX11Stage { desktop, witness async throws in
            try await desktop.setClipboard("text")
            let answer = try await witness.converted(to: "TIMESTAMP")
            #expect(answer?.type == "INTEGER")
            #expect(answer?.bytes.contains { $0 != 0 } == true)
        }
    }

    @Test func severalTypesAreHadAtOnce() async throws {
        try await withX11Stage { desktop, witness async throws in
            try await desktop.setClipboard("süß")
            let answers = try await witness.converted(
                toAll: ["UTF8_STRING", "image/png", "STRING", "MULTIPLE"])
            #expect(answers.map { $0?.type } == ["UTF8_STRING", nil, "STRING", nil])
            #expect(answers.first??.bytes == Array("süß".utf8))
        }
    }

    @Test func aLargeTextGoesInParts() async throws {
        try await withX11Stage { desktop, witness async throws in
            for (count, isInParts) in [(131_072, false), (131_073, true), (262_144, true)] {
                try await desktop.setClipboard(String(repeating: "x", count: count))
                let answer = try await witness.converted(to: "UTF8_STRING")
                #expect(answer?.bytes.count == count)
                #expect(answer?.isInParts == isInParts)
            }
        }
    }

    @Test func anotherProgramTakesTheClipboardAndLosesItAgain() async throws {
        try await withX11Stage { desktop, witness async throws in
            for number in 1...5 {
                try await desktop.setClipboard("ours \(number)")
                #expect(try await witness.clipboard() == "ours \(number)")
                try await witness.own(clipboard: "theirs \(number)")
                #expect(try await desktop.clipboard() == "theirs \(number)")
            }
        }
    }

    @Test func twoDesktopsShareTheClipboard() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let desktops = [
                try await X11Desktop.connect(to: display.name, authority: display.authorityFile),
                try await X11Desktop.connect(to: display.name, authority: display.authorityFile),
            ]
            for number in 0..<6 {
                try await desktops[number % 2].setClipboard("text \(number)")
                for desktop in desktops {
                    #expect(try await desktop.clipboard() == "text \(number)")
                }
            }
        }
    }

    @Test func textsSetAtTheSameTimeAllEnd() async throws {
        try await withX11Stage { desktop, witness async throws in
            let texts = (0..<50).map { "text \($0)" }
            try await withThrowingTaskGroup { group in
                for text in texts { group.addTask { try await desktop.setClipboard(text) } }
                try await group.waitForAll()
            }
            #expect(try await texts.contains(#require(witness.clipboard())))
        }
    }

    @Test func nothingIsLeftWhenTheDesktopGoes() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let witness = try await WitnessWindow.show(
                on: display.name, authority: display.authorityFile)
            try await setAndGo(display)
            let isEmpty = try await eventually { try await witness.clipboard() == nil }
            #expect(isEmpty)
        }
    }

    private func setAndGo(_ display: PrivateDisplay) async throws {
        let desktop = try await X11Desktop.connect(
            to: display.name, authority: display.authorityFile)
        try await desktop.setClipboard("text")
        #expect(try await desktop.clipboard() == "text")
    }

    @Test func aProgramThatGoesWhileItPastesDisturbsNobody() async throws {
        try await withPrivateDisplay(windowManager: nil) { display async throws in
            let desktop = try await X11Desktop.connect(
                to: display.name, authority: display.authorityFile)
            let text = String(repeating: "long ", count: 100_000)
            try await desktop.setClipboard(text)
            for _ in 1...20 {
                let program = try OtherProgram(display.name, authority: display.authorityFile)
                let window = try program.open(Rect(x: 0, y: 0, width: 9, height: 9), 0)
                let connection = program.connection
                XConvertSelection(
                    connection.display, connection.atom("CLIPBOARD"),
                    connection.atom("UTF8_STRING"), connection.atom("PASTED"), window,
                    DeskwrightCX11.Time(CurrentTime))
                try connection.sync("pasting")
            }
            #expect(try await desktop.clipboard() == text)
        }
    }
}
