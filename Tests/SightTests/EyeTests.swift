import DeskwrightCore
import Testing

@testable import DeskwrightSight

/// An address book, half covered by a question; at its right a form.
struct EyeTests {
    private static let eye = Eye()
    private static let screen = Result {
        var screen = DrawnScreen(Size(width: 800, height: 610))
        try screen.put(
            "qt.png", at: Point(x: 0, y: 0), title: "Address book", className: "python3",
            process: 10)
        try screen.put(
            "zenity-question.png", at: Point(x: 180, y: 250), title: "Delete", className: "Zenity",
            process: 11)
        try screen.put(
            "zenity-forms.png", at: Point(x: 500, y: 20), title: "New user", className: "Zenity",
            process: 12)
        return screen.state
    }

    private static let book = Target(window: WindowMatch(title: .contains("Address")))
    private static let form = Target(window: WindowMatch(title: .contains("New user")))

    private static func pixels(_ x: Int, _ y: Int) -> Target.Offset {
        Target.Offset(x: .pixels(x), y: .pixels(y))
    }

    /// What is meant, and a pixel inside what is found.
    static let places: [(target: Target, words: String, inside: Point)] = [
        (Target(text: "Login"), "Login", Point(x: 543, y: 140)),
        (Target(text: "/^Full n.me$/"), "Full name", Point(x: 560, y: 100)),
        (Target(text: "Cancel", nth: 1), "Cancel", Point(x: 643, y: 262)),
        (Target(text: "Cancel", nth: 2), "Cancel", Point(x: 340, y: 587)),
        (Target(text: "Cancel", relations: [.init(.in, form)]), "Cancel", Point(x: 643, y: 262)),
        (
            Target(text: "Cancel", window: WindowMatch(title: .contains("New"))), "Cancel",
            Point(x: 643, y: 262)
        ),
        (
            Target(text: "/^.{5,8}$/", window: WindowMatch(title: .contains("New")), nth: 2),
            "Password", Point(x: 558, y: 179)
        ),
        (
            Target(text: "Cancel", relations: [.init(.near, Target(text: "Discard"))]), "Cancel",
            Point(x: 340, y: 587)
        ),
        (
            Target(text: "Cancel", relations: [.init(.leftOf, Target(text: "OK"))]), "Cancel",
            Point(x: 643, y: 262)
        ),
        (
            Target(text: "Cancel", relations: [.init(.rightOf, Target(text: "Save"))]), "Cancel",
            Point(x: 340, y: 587)
        ),
        // Nearest first, up and to the left too.
        (
            Target(text: "/e/", relations: [.init(.leftOf, Target(text: "Cancel", nth: 2))]),
            "Save", Point(x: 165, y: 587)
        ),
        (
            Target(text: "/:$/", relations: [.init(.above, Target(text: "Telephone:"))], nth: 2),
            "Surname:", Point(x: 50, y: 161)
        ),
        (
            Target(text: "/:$/", relations: [.init(.below, Target(text: "First name:"))]),
            "Surname:", Point(x: 50, y: 161)
        ),
        (Target(window: WindowMatch(title: .contains("user"))), "New user", Point(x: 645, y: 165)),
        // Its middle is covered.
        (book, "Address book", Point(x: 237, y: 300)),
        (Target(at: pixels(10, 20)), "10,20", Point(x: 10, y: 20)),
        (Target(at: pixels(10, 20), relations: [.init(.of, form)]), "518,65", Point(x: 518, y: 65)),
        (
            Target(
                at: .init(x: .fraction(0.5), y: .fraction(1)), relations: [.init(.of, form)]),
            "645,290", Point(x: 645, y: 290)
        ),
        // A title bar is to be seen, but is in no window.
        (Target(text: "New user"), "New user", Point(x: 645, y: 36)),
        (
            Target(anyOf: [Target(text: "Nowhere"), Target(text: "Login"), Target(text: "OK")]),
            "Login", Point(x: 543, y: 140)
        ),
        // Of the words near a point only those within the margin.
        (Target(text: "Cancel", at: pixels(700, 262)), "Cancel", Point(x: 643, y: 262)),
    ]

    @Test(arguments: places.indices)
    func aTargetIsFound(row: Int) async throws {
        let (target, words, inside) = Self.places[row]
        let found = try await Self.eye.sighting(of: target, on: Self.screen.get())
        #expect(found.words == words)
        #expect(found.frame.contains(inside), "\(found.frame)")
        #expect(found.frame.contains(found.point))
        #expect(found.choice == (target.anyOf.isEmpty ? nil : 2))
    }

    /// What is not found, and words of the message or the hint.
    static let failures: [(target: Target, words: [String])] = [
        (
            Target(text: "Cancel"),
            ["\"Cancel\" is to be seen 2 times:\n  \"Cancel\" at ", "say which one it is: nth"]
        ),
        (
            Target(text: "Cancel", nth: 3),
            ["\"Cancel\", number 3, is not to be seen, only 2:\n  \"Cancel\" at "]
        ),
        (
            Target(text: "Pasword"),
            ["\"Pasword\" is not to be seen", "most like it:\n  \"Password\""]
        ),
        (
            Target(text: "Cancel", relations: [.init(.below, Target(text: "OK"))]),
            ["\"Cancel\" below \"OK\" is not to be seen", "most like it:\n  \"Cancel\" at "]
        ),
        (
            Target(text: "Login", relations: [.init(.near, Target(text: "Nowhere"))]),
            ["\"Nowhere\" is not to be seen"]
        ),
        (
            Target(text: "Login", relations: [.init(.in, book)]),
            ["\"Login\" in the window \"Address\" is not to be seen"]
        ),
        (
            Target(text: "New user", relations: [.init(.in, form)]),
            ["\"New user\" in the window \"New user\" is not to be seen"]
        ),
        // Its question lies over it, and so does the title bar of the question.
        (Target(text: "No", relations: [.init(.in, book)]), ["\"No\" in the window"]),
        (
            Target(text: "Login", window: WindowMatch(title: .contains("Gone"))),
            ["the window \"Gone\" is not shown", "\"New user\", \"Delete\", \"Address book\""]
        ),
        (
            Target(at: pixels(800, 20)),
            ["the point 800,20 lies outside the screen, which is 800x610+0+0"]
        ),
        (
            Target(at: pixels(300, 20), relations: [.init(.of, form)]),
            ["lies outside the window \"New user\", which is 275x246+508+45"]
        ),
        (
            Target(at: pixels(10, 20), relations: [.init(.in, form)]),
            ["the point 10,20 in the window \"New user\" lies outside the window \"New user\""]
        ),
        (
            Target(at: .init(x: .fraction(0.5), y: .fraction(0.5)), relations: [.init(.of, book)]),
            ["is covered", "above it: \"Delete\""]
        ),
        (
            Target(text: "Login", at: pixels(10, 10)),
            ["\"Login\" the point 10,10 is not to be seen", "most like it:\n  \"Login\""]
        ),
        (
            Target(anyOf: [Target(text: "Nowhere"), Target(text: "Absent")]),
            [
                "none of 2 targets is to be seen:\n  \"Nowhere\" is not to be seen\n  \"Absent\" is not"
            ]
        ),
        (Target(text: "/(/"), ["/(/ is not a regular expression"]),
        (Target(), ["there is nothing to look for"]),
    ]

    @Test(arguments: failures.indices)
    func whatIsNotFoundIsSaid(row: Int) async throws {
        let (target, words) = Self.failures[row]
        let screen = try Self.screen.get()
        let error = await #expect(throws: SightError.self) {
            try await Self.eye.sighting(of: target, on: screen)
        }
        let text = "\(try #require(error))"
        for part in words { #expect(text.contains(part), "\(text)") }
    }

    @Test func anAlternativeThatIsThereTwiceIsAnError() async throws {
        let target = Target(anyOf: [Target(text: "Cancel"), Target(text: "Login")])
        let screen = try Self.screen.get()
        let error = await #expect(throws: SightError.self) {
            try await Self.eye.sighting(of: target, on: screen)
        }
        #expect(error?.places.count == 2)
    }

    @Test func theTitleBarOfAWindowIsNoTextOfTheOneBelow() async throws {
        let screen = try Self.screen.get()
        let title = Target(text: "Delete")
        let area = screen.windows[1].frame
        let bar = Rect(x: area.x, y: area.y - 25, width: area.width, height: 25)
        let lines = try await Self.eye.lines(on: screen, in: bar)
        #expect(lines.map(\.text).contains("Confirm"))
        // The picture has another title than the window of this test: then it is text.
        var other = screen
        other.windows[1].title = "Confirm"
        let target = Target(text: "Confirm", relations: [.init(.in, Self.book)])
        #expect(try await Self.eye.sighting(of: target, on: screen).frame.y < area.y)
        let titled = other
        await #expect(throws: SightError.self) {
            try await Self.eye.sighting(of: target, on: titled)
        }
        await #expect(throws: SightError.self) {
            try await Self.eye.sighting(of: title, on: titled)
        }
    }

    @Test func aWindowThatIsWhollyCoveredIsNoPlace() async throws {
        var screen = try Self.screen.get()
        screen.windows.append(
            WindowInfo(id: 9, title: "Cover", frame: screen.frame.size.bounds))
        let covered = screen
        for target in [Self.form, Target(text: "Login", relations: [.init(.in, Self.form)])] {
            let error = await #expect(throws: SightError.self) {
                try await Self.eye.sighting(of: target, on: covered)
            }
            #expect(error == .covered("New user", by: ["Cover"]))
        }
        // A window that is not shown covers nothing.
        screen.windows[3].state = .minimized
        let minimized = screen
        #expect(try await Self.eye.sighting(of: Self.form, on: minimized).words == "New user")
    }

    /// A menu that a desktop lists as a window of its own.
    @Test func aWindowWithoutATitleOfTheSameProgramBelongsToTheWindow() async throws {
        var screen = try Self.screen.get()
        screen.windows[1].title = ""
        let target = Target(text: "Yes", relations: [.init(.in, Self.book)])
        let others = screen
        await #expect(throws: SightError.self) {
            try await Self.eye.sighting(of: target, on: others)
        }
        screen.windows[1].processID = 10
        screen.windows[1].className = "python3"
        let own = screen
        #expect(try await Self.eye.sighting(of: target, on: own).words == "Yes")
    }

    /// X11 knows no windows for menus.
    @Test func aMenuOverItsWindowIsReadInTheWindow() async throws {
        let frame = try ReadPicture.frame("mousepad.png")
        let main = WindowInfo(
            id: 1, title: "/tmp/lists/shopping.txt - Mousepad",
            frame: Rect(x: 8, y: 26, width: 638, height: 483))
        let screen = ScreenState(frame: frame, windows: [main], pointer: Point(x: 0, y: 0))
        let target = Target(text: "Save As…", window: WindowMatch(title: .contains("shopping")))
        let found = try await Self.eye.sighting(of: target, on: screen)
        #expect(found.frame.contains(Point(x: 85, y: 217)))
    }

    @Test func exactTitlesCountBeforePartsOfOthers() async throws {
        var screen = try Self.screen.get()
        screen.windows[0].title = "New user's address"
        let two = screen
        #expect(try await Self.eye.sighting(of: Self.form, on: two).window == 3)
        let both = Target(window: WindowMatch(title: .contains("New")))
        let error = await #expect(throws: SightError.self) {
            try await Self.eye.sighting(of: both, on: two)
        }
        #expect(error?.places.map(\.words) == ["New user", "New user's address"])
    }

    @Test func aLookThatFailedShowsWhatThereIs() async throws {
        let screen = try Self.screen.get()
        let target = Target(text: "Pasword", relations: [.init(.in, Self.form)])
        let evidence = await Self.eye.evidence(for: target, on: screen)
        #expect(evidence.marks.map(\.text) == ["Password"])
        #expect(evidence.text.contains("Full name") && !evidence.text.contains("Surname:"))
        #expect(evidence.windows == ["New user", "Delete", "Address book"])

        let found = await Self.eye.evidence(for: Target(text: "Login"), on: screen)
        #expect(found.marks.map(\.text) == ["Login"])
        #expect(found.text.count <= 40 && found.text.contains("Surname:"))

        let point = await Self.eye.evidence(for: Target(at: Self.pixels(1, 1)), on: screen)
        #expect(point.marks.map(\.frame) == [Rect(x: 1, y: 1, width: 1, height: 1)])
        #expect(point.text.isEmpty)
    }
}
