import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightTaskFiles

struct SentenceTests {
    struct Good: Sendable {
        let text: String
        let deeds: [Deed]

        init(_ text: String, _ deeds: Deed...) {
            self.text = text
            self.deeds = deeds
        }
    }

    @Test(arguments: clicks + keyboard + others)
    func aSentenceIsUnderstood(good: Good) throws {
        #expect(try PlainGoal(good.text).steps.map(\.deed) == good.deeds)
    }

    private static let clicks = [
        Good(#"Click "File"."#, click("File")),
        Good(#"click "File""#, click("File")),
        Good(#"CLICK ON THE "File" MENU"#, click("File")),
        Good("Click on “Save As…”.", click("Save As…")),
        Good("Click „Öffnen“.", click("Öffnen")),
        Good("Click 'OK'.", click("OK")),
        Good("Click 'Don't save'.", click("Don't save")),
        Good("Click ‘Don’t save’, then click ‘OK’.", click("Don’t save"), click("OK")),
        Good("Click «Да».", click("Да")),
        Good(#"Click "say \"hi\"""#, click(#"say "hi""#)),
        Good(#"Choose "Save As…" from the menu."#, click("Save As…")),
        Good(#"Select the entry "Help""#, click("Help")),
        Good(#"Tap "OK""#, click("OK")),
        Good(#"Pick the last "OK""#, click("OK", .last)),
        Good(#"Press the button "OK""#, click("OK")),
        Good(#"Press the "OK" button"#, click("OK")),
        Good(#"Press "OK""#, click("OK")),
        Good(#"Click the check box "Match case""#, click("Match case")),
        Good(#"Click the second "OK"."#, click("OK", .number(2))),
        Good(#"Click the 3rd "OK""#, click("OK", .number(3))),
        Good(#"Click the "OK" below "Replace""#, beside("OK", .below, "Replace")),
        Good(#"Click "OK" under the label "Replace""#, beside("OK", .below, "Replace")),
        Good(#"Click "OK" above "Replace""#, beside("OK", .above, "Replace")),
        Good(#"Click "Delete" next to "b.txt""#, beside("Delete", .beside, "b.txt")),
        Good(#"Click "OK" left of "Cancel""#, beside("OK", .leftOf, "Cancel")),
        Good(#"Click "OK" to the right of "Cancel""#, beside("OK", .rightOf, "Cancel")),
        Good("Click at 40, 60", .click(.point(Point(x: 40, y: 60)), .left)),
        Good("Click (40,60).", .click(.point(Point(x: 40, y: 60)), .left)),
        Good("Click at the point 40 60", .click(.point(Point(x: 40, y: 60)), .left)),
        Good(#"Double-click "notes.txt""#, click("notes.txt", kind: .double)),
        Good(#"Double click on "notes.txt""#, click("notes.txt", kind: .double)),
        Good(#"Right-click the icon "Trash""#, click("Trash", kind: .right)),
        Good(#"Middle-click "tab""#, click("tab", kind: .middle)),
        Good(#"Left-click "File""#, click("File")),
        Good(#"Click "A" and click "B""#, click("A"), click("B")),
        Good(#"First, click "A", then choose "B"."#, click("A"), click("B")),
        Good(#"Please click "A". After that, click "B"."#, click("A"), click("B")),
    ]

    private static let keyboard = [
        Good(#"Type "b.txt" and press Enter."#, .type("b.txt", into: nil), press("enter")),
        Good(#"Type "two\nlines\tand \\""#, .type("two\nlines\tand \\", into: nil)),
        Good(#"Enter "foo" into "Search for:""#, type("foo", "Search for:")),
        Good(#"Write the text "foo" in the field "Name""#, type("foo", "Name")),
        Good(#"Type "foo" into the "Name" field"#, type("foo", "Name")),
        Good(
            #"Type "foo" into 40, 60"#, .type("foo", into: .point(Point(x: 40, y: 60)))),
        Good(
            "Type ${{ secrets.PIN }}, then press Tab.",
            .type("${{ secrets.PIN }}", into: nil), press("tab")),
        Good(
            #"Type "Bearer ${{ secrets.KEY }}" into "Token""#,
            type("Bearer ${{ secrets.KEY }}", "Token")),
        Good("Press Ctrl+S.", press("ctrl", "s")),
        Good("Hit Ctrl + Shift + S", press("ctrl", "shift", "s")),
        Good("Press Ctrl+., then Escape.", press("ctrl", "."), press("escape")),
        Good("Press Ctrl++", press("ctrl", "+")),
        Good("Press the Enter key twice", press("enter", times: 2)),
        Good("Press Tab 3 times.", press("tab", times: 3)),
        Good(
            "Press Ctrl+S, Enter, Tab three times.", press("ctrl", "s"), press("enter"),
            press("tab", times: 3)),
        Good("Press Tab and enter \"x\"", press("tab"), .type("x", into: nil)),
        Good("Press Page Down and Arrow Up", press("page_down"), press("up")),
        Good("Press F5", press("F5")),
        Good("Press A, then press 5", press("A"), press("5")),
        Good("Press Tab and click \"OK\"", press("tab"), click("OK")),
    ]

    private static let others = [
        Good(#"Move the pointer to "Help""#, .hover(words("Help"))),
        Good(#"Move the mouse over the second "Help""#, .hover(words("Help", .number(2)))),
        Good("Hover over 3, 4", .hover(.point(Point(x: 3, y: 4)))),
        Good("Scroll down", .scroll(.down, notches: 1, over: nil)),
        Good("Scroll up 3 times", .scroll(.up, notches: 3, over: nil)),
        Good(#"Scroll down 3 times over "List""#, .scroll(.down, notches: 3, over: words("List"))),
        Good(#"Scroll left in "List" twice"#, .scroll(.left, notches: 2, over: words("List"))),
        Good("Scroll right by two notches", .scroll(.right, notches: 2, over: nil)),
        Good(#"Drag "a.txt" to "Folder""#, .drag(from: words("a.txt"), to: words("Folder"))),
        Good(
            "Drag from 1, 2 onto 3, 4",
            .drag(from: .point(Point(x: 1, y: 2)), to: .point(Point(x: 3, y: 4)))),
        Good(#"Wait until "Saved" is shown."#, .wait(shown("Saved"))),
        Good(#"Wait until the text "Saved" appears"#, .wait(shown("Saved"))),
        Good(#"Wait for "Saved""#, .wait(shown("Saved"))),
        Good(#"Wait for "Saving" to disappear"#, .wait(shown("Saving", false))),
        Good(#"Wait until "Saving" is gone"#, .wait(shown("Saving", false))),
        Good(#"Wait until "Saving" isn't there"#, .wait(shown("Saving", false))),
        Good("Wait a moment.", .pause),
        Good(#"Check that "Saved" is visible"#, .check(shown("Saved"))),
        Good(#"Make sure "Error" is not shown"#, .check(shown("Error", false))),
        Good(#"Verify that "Error" is no longer on the screen"#, .check(shown("Error", false))),
        Good("1. Press Tab\n2. Press F5\n", press("tab"), press("F5")),
        Good(
            "1. Click \"A\"\n2) Press Tab\n- Type \"x\"\n   into \"B\"\nEnter \"y\".",
            click("A"), press("tab"), type("x", "B"), .type("y", into: nil)),
    ]

    // MARK: What is not understood

    /// A goal, the number of the sentence, where it goes wrong, and a part of what is said.
    @Test(arguments: [
        ("", 1, 0, "there is no sentence"),
        (" . ", 1, 0, "there is no sentence"),
        ("Save the note.", 1, 0, #""Save" is no verb that it knows"#),
        (#"Clik "OK""#, 1, 0, #"did you mean "click"?"#),
        (#""OK""#, 1, 0, "it begins with no verb"),
        ("Click OK.", 1, 6, #"words of the screen in quotes are expected, not "OK""#),
        (#"Click """#, 1, 6, "there is nothing in the quotes"),
        (#"Click "OK" quickly."#, 1, 11, #""quickly" is not understood here"#),
        (#"Click "A". Click "B" in the window "C"."#, 2, 21, #""in" is not understood here"#),
        (#"Click "A" below B."#, 1, 16, "words of the screen in quotes"),
        ("Click at 40.", 1, 11, "a point has two numbers"),
        ("Click at 40, 99999.", 1, 13, "a point has two numbers"),
        (#"Press Tab. Click "OK and press Enter."#, 2, 17, "the quote \" is not closed"),
        (#"Type "a\q"."#, 1, 7, #"\q means nothing"#),
        ("Type ${{ secrets.X.", 1, 5, #""${{" has no "}}""#),
        ("Type foo.", 1, 5, #"the text to type is expected in quotes, not "foo""#),
        (#"Type """#, 1, 5, "there is nothing in the quotes"),
        (#"Type "a" into."#, 1, 13, "words of the screen in quotes are expected"),
        ("Press.", 1, 5, "a key is expected, not the end"),
        ("Press Ctrl+Foo.", 1, 6, #""Ctrl+Foo" is no key"#),
        ("Press Entr.", 1, 6, #"did you mean "enter"?"#),
        (#"Press "Enter"."#, 1, 6, "may be a key or a button"),
        ("Press Tab 0 times.", 1, 10, "0 times is not from 1 to 100"),
        ("Press Tab 3.", 1, 11, #""times" is expected after 3"#),
        ("Scroll.", 1, 6, "down, up, left or right is expected, not the end"),
        ("Scroll down 101 times", 1, 12, "101 times is not from 1 to 100"),
        (#"Drag "A"."#, 1, 8, "where it is dragged to is not said"),
        (#"Wait until "A"."#, 1, 14, #""is shown" or "is gone" is expected, not the end"#),
        (#"Check that the second "A" is shown."#, 1, 26, "one of several"),
        (#"Click "A" and."#, 1, 13, #"nothing follows "and""#),
        (#"Click "A" and Enter."#, 1, 19, "the text to type is expected"),
    ])
    func whatIsNotUnderstoodIsSaidWithItsPlace(
        text: String, number: Int, offset: Int, message: String
    ) throws {
        let faults = try #require(throws: SentenceFaults.self) { try PlainGoal(text) }
        let fault = try #require(faults.faults.first)
        #expect(fault.sentence.number == number)
        #expect(fault.offset == offset)
        #expect((fault.message + " " + fault.hint).contains(message), "\(fault)")
    }

    @Test func everySentenceThatIsNotUnderstoodIsNamed() throws {
        let faults = try #require(throws: SentenceFaults.self) {
            try PlainGoal("Do it. Click \"OK\". Jump, then click \"A\".")
        }
        #expect(faults.faults.map(\.sentence.number) == [1, 3])
        #expect(faults.faults.map(\.sentence.text) == ["Do it", "Jump, then click \"A\""])
        #expect(faults.message.contains("sentence 3, Jump, then click \"A\", is not understood"))
        #expect(faults.hint?.contains("Wait until \"Saved\" is shown") == true)
    }

    @Test(arguments: SentenceVerb.allCases.flatMap(\.examples))
    func whatHintsShowIsUnderstood(example: String) throws {
        #expect(try PlainGoal(example).steps.count == 1)
    }

    @Test func whatThePageShowsIsUnderstood() throws {
        let file = SampleFiles.repository.appendingPathComponent("docs/reader.md")
        let page = try String(contentsOf: file, encoding: .utf8)
        let blocks = page.components(separatedBy: "```sentences\n").dropFirst()
            .compactMap { $0.components(separatedBy: "```").first }
        let lines = blocks.flatMap { $0.split(separator: "\n") }
        #expect(lines.count >= 30)
        for line in lines {
            #expect(throws: Never.self, "\(line)") { try PlainGoal(String(line)) }
        }
        let words = lines.map { $0.lowercased().replacing("-", with: " ") }
        for verb in SentenceVerb.allCases {
            let names = verb.words.map { $0.joined(separator: " ").replacing("-", with: " ") }
            #expect(words.contains { line in names.contains(where: line.contains) }, "\(verb)")
        }
    }

    // MARK: Fuzzing

    /// Cut, doubled and swapped pieces of right sentences: an answer comes, whatever it is.
    @Test(arguments: 0..<8) func nothingCrashesIt(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let all = (Self.clicks + Self.keyboard + Self.others).map(\.text)
        let pieces = Array(all.joined()) + Array("\"'\\${}«\u{0}\u{301}😀\n\t.,;+()")
        var understood = 0
        for _ in 0..<400 {
            let sentences = (0..<3).compactMap { _ in all.randomElement(using: &random) }
            var text = Array(sentences.joined(separator: "\n"))
            for _ in 0..<Int.random(in: 0...6, using: &random) {
                let index = Int.random(in: 0...text.count, using: &random)
                let piece = pieces.randomElement(using: &random) ?? " "
                if Bool.random(using: &random) || index == text.count {
                    text.insert(piece, at: index)
                } else {
                    text.remove(at: index)
                }
            }
            do {
                understood += try PlainGoal(String(text)).steps.isEmpty ? 0 : 1
            } catch {
                let length = text.count
                #expect(!error.faults.isEmpty && error.faults.allSatisfy { $0.offset <= length })
            }
        }
        #expect(understood > 0)
    }

    @Test func aVeryLongGoalIsRead() throws {
        let words = String(repeating: "and then ", count: 20_000)
        #expect(throws: SentenceFaults.self) { try PlainGoal(words) }
        let steps = String(repeating: "Press Tab. ", count: 1000)
        #expect(try PlainGoal(steps).steps.count == 1000)
        #expect(throws: SentenceFaults.self) { try PlainGoal(steps + "Press Tab.") }
    }
}

private func words(_ text: String, _ nth: PlainWords.Ordinal? = nil) -> PlainTarget {
    .words(PlainWords(text: text, nth: nth))
}

private func click(
    _ text: String, _ nth: PlainWords.Ordinal? = nil, kind: ClickKind = .left
) -> Deed {
    .click(words(text, nth), kind)
}

private func beside(_ text: String, _ side: PlainWords.Side, _ other: String) -> Deed {
    let relation = PlainWords.Relation(side: side, text: other, nth: nil)
    return .click(.words(PlainWords(text: text, relation: relation)), .left)
}

private func type(_ text: String, _ label: String) -> Deed { .type(text, into: words(label)) }

private func press(_ keys: Key..., times: Int = 1) -> Deed { .press(keys, times: times) }

private func shown(_ text: String, _ isShown: Bool = true) -> ShownText {
    ShownText(text: text, isShown: isShown)
}
