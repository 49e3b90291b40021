import DeskwrightCore
import Testing

/// Checks that ask the desktop: windows and the clipboard, and `not` on top of them.
@Suite struct ScreenChecksTests {
    private let desktop = FixedDesktop(
        shown: [
            WindowInfo(
                id: 1, title: "note.txt - Mousepad", className: "Mousepad",
                frame: Rect(x: 0, y: 0, width: 9, height: 9)),
            WindowInfo(
                id: 2, title: "Save \"as\"", frame: Rect(x: 1, y: 1, width: 5, height: 5),
                isActive: true),
        ],
        clipboardText: "copied")

    @Test(arguments: [
        (WindowMatch(title: .contains("note")), Verdict.satisfied),
        (WindowMatch(title: .equals("note")), .unsatisfied),
        (WindowMatch(title: .matches(pattern: "^Save")), .satisfied),
        (WindowMatch(className: .equals("Mousepad")), .satisfied),
        (WindowMatch(title: .contains("note"), className: .equals("Gimp")), .unsatisfied),
        (WindowMatch(title: .contains("note"), isActive: true), .unsatisfied),
        (WindowMatch(title: .contains("note"), isActive: false), .satisfied),
        (WindowMatch(), .satisfied), (WindowMatch(title: .matches(pattern: "(")), .unknown),
    ])
    func aWindowIsFoundByAllThatIsGiven(match: WindowMatch, verdict: Verdict) async throws {
        #expect(try await look(at: .window(match), on: desktop).verdict == verdict)
        let opposite = try await look(at: .not(.window(match)), on: desktop)
        #expect(opposite.verdict == (verdict == .unknown ? .unknown : inverted(verdict)))
    }

    @Test func theWindowsThatAreThereAreNamed() async throws {
        let result = try await look(at: .window(WindowMatch(title: .equals("x"))), on: desktop)
        #expect(result.expected == #"there is a window with a title that is "x""#)
        #expect(
            result.found
                == #"the windows, topmost first: "Save \"as\"", active, "#
                + #""note.txt - Mousepad" (Mousepad)"#)
        let none = try await look(at: .window(WindowMatch(title: .equals("x"))))
        #expect(none.found == "there are no windows")
    }

    @Test(arguments: [
        (TextMatch.equals("copied"), Verdict.satisfied), (.equals("x"), .unsatisfied),
        (.contains("pie"), .satisfied), (.matches(pattern: "[a-d]op"), .satisfied),
        (.matches(pattern: "["), .unknown),
    ])
    func theClipboardsTextIsCompared(match: TextMatch, verdict: Verdict) async throws {
        #expect(try await look(at: .clipboard(match), on: desktop).verdict == verdict)
    }

    @Test func aClipboardWithoutTextHasNotTheText() async throws {
        let result = try await look(at: .clipboard(.contains("")))
        #expect(result.verdict == .unsatisfied)
        #expect(result.found == "the clipboard holds no text")
    }

    @Test func notTurnsTheVerdictAndKeepsWhatWasFound() async throws {
        let result = try await look(at: .not(.clipboard(.equals("copied"))), on: desktop)
        #expect(result.verdict == .unsatisfied)
        #expect(result.expected == #"not: the clipboard is "copied""#)
        #expect(result.found == #"the text "copied""#)
        let twice = try await look(at: .not(.not(.clipboard(.equals("copied")))), on: desktop)
        #expect(twice.verdict == .satisfied)
    }

    @Test(arguments: [
        Check.Condition.window(WindowMatch()), .clipboard(.equals("")),
        .not(.window(WindowMatch())),
    ])
    func aDesktopThatFailsIsAnErrorAndNoVerdict(condition: Check.Condition) async throws {
        let error = DesktopError.connectionLost(operation: "a look")
        await #expect(throws: error) {
            try await look(at: condition, on: FixedDesktop(failure: error))
        }
    }

    private func inverted(_ verdict: Verdict) -> Verdict {
        verdict == .satisfied ? .unsatisfied : .satisfied
    }
}
