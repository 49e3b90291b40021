import DeskwrightCore
import Testing

@testable import DeskwrightRecordings

struct WindowNamesTests {
    private static let work = "/tmp/runs/20261126-221644-note/work/"

    private static func window(_ id: UInt64, _ title: String, _ name: String = "") -> WindowInfo {
        WindowInfo(
            id: id, title: title, className: name, frame: Rect(x: 0, y: 0, width: 9, height: 9))
    }

    private static func names(_ windows: [[WindowInfo]]) -> WindowNames {
        let events = windows.enumerated().map { index, windows in
            JournalEvent.observed(
                .init(
                    step: index + 1, screen: "", pointer: Point(x: 0, y: 0), windows: windows))
        }
        return WindowNames(events: events, runName: "20261126-221644-note")
    }

    /// All looks of a run; what means the first window of the first one.
    static let matches: [(looks: [[WindowInfo]], match: WindowMatch?)] = [
        ([[window(1, "Question")]], WindowMatch(title: .contains("Question"))),
        (
            [[window(1, work + "note.txt - Mousepad"), window(2, "Find")]],
            WindowMatch(title: .contains("note.txt - Mousepad"))
        ),
        (
            [[window(1, "*\(work)a.txt - Pad")], [window(1, work + "a.txt - Pad")]],
            WindowMatch(title: .contains("a.txt - Pad"))
        ),
        // Its name changes, and so it is called by the rest.
        (
            [[window(1, "untitled - Notes")], [window(1, "out.txt - Notes")]],
            WindowMatch(title: .contains("Notes"))
        ),
        (
            [
                [window(1, "untitled - Notes"), window(2, "Save - Notes")],
                [window(1, "out.txt - Notes")],
            ],
            WindowMatch(title: .contains("untitled - Notes"))
        ),
        (
            [[window(1, "root@host: \(work.dropLast())", "XTerm")]],
            WindowMatch(title: .contains("root@host"))
        ),
        (
            [[window(1, String(work.dropLast()), "XTerm")]],
            WindowMatch(className: .contains("XTerm"))
        ),
        ([[window(1, "", "XTerm")]], WindowMatch(className: .contains("XTerm"))),
        // One with exactly the title counts before others.
        (
            [[window(1, "Find"), window(2, "Find and Replace")]],
            WindowMatch(title: .contains("Find"))
        ),
        ([[window(1, "a", "X"), window(2, "a", "X")]], nil),
        ([[window(1, "Same", "X"), window(2, "Same", "X")]], nil),
        ([[window(1, "${{ secrets.X }}", "Pad")]], WindowMatch(className: .contains("Pad"))),
    ]

    @Test(arguments: matches.indices)
    func aWindowIsCalledByWhatLasts(row: Int) {
        let (looks, match) = Self.matches[row]
        #expect(Self.names(looks).match(for: looks[0][0], among: looks[0]) == match)
    }

    private static let pad = window(1, work + "note.txt - Pad")

    static let waits: [(windows: [WindowInfo]?, changes: WindowChanges, expected: [String])] = [
        ([pad], .init(opened: ["Find"]), ["there is a window with a title that contains \"Find\""]),
        (nil, .init(opened: ["Find"]), ["there is a window with a title that contains \"Find\""]),
        ([pad], .init(opened: [""]), []),
        // What is there already says nothing.
        ([window(1, "Find"), pad], .init(opened: ["Find"]), []),
        (
            [window(1, "Find"), pad], .init(closed: ["Find"]),
            ["not: there is a window with a title that contains \"Find\""]
        ),
        ([window(1, "Find"), window(2, "Find"), pad], .init(closed: ["Find"]), []),
        (
            [pad],
            .init(retitled: [.init(from: pad.title, to: "*" + pad.title)]),
            [#"there is a window with a title that matches /^\*.*note\.txt - Pad$/"#]
        ),
        (
            [window(1, "*" + pad.title)],
            .init(retitled: [.init(from: "*" + pad.title, to: pad.title)]),
            [#"not: there is a window with a title that matches /^\*.*note\.txt - Pad$/"#]
        ),
        (
            [window(1, "untitled - Notes")],
            .init(retitled: [.init(from: "untitled - Notes", to: "out.txt - Notes")]),
            ["there is a window with a title that contains \"out.txt - Notes\""]
        ),
        ([pad], .init(activated: "x"), []),
    ]

    @Test(arguments: waits.indices)
    func whatWindowsDidIsWaitedFor(row: Int) {
        let (windows, changes, expected) = Self.waits[row]
        let waits = WindowWaits(names: Self.names([windows ?? []]), windows: windows)
        #expect(waits.conditions(for: changes).map(\.words) == expected)
    }
}
