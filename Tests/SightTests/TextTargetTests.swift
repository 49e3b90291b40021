import DeskwrightCore
import Testing

@testable import DeskwrightSight

struct TextTargetTests {
    /// A screen with these lines, 20 pixels apart, each character 10 pixels wide.
    private func screen(_ lines: String..., confidence: Double = 0.95) -> [TextLine] {
        lines.enumerated().map { number, text in
            var x = 0
            let words = text.split(separator: " ").map { word in
                defer { x += 10 * (word.count + 1) }
                return TextWord(
                    text: String(word),
                    frame: Rect(x: x, y: 20 * number, width: 10 * word.count, height: 12),
                    confidence: confidence)
            }
            return TextLine(
                words: words, frame: Rect(x: 0, y: 20 * number, width: x, height: 12))
        }
    }

    @Test(arguments: [
        ("Save", "Save As..."), ("Save As…", "Save As..."), ("  Save \n As… ", "Save As..."),
        ("SaveAs...", "Save As..."), ("Don't ask", "Don’t ask"), ("\"A – B\"", "“A - B”"),
        ("the file", "Do you want to delete the file report.pdf?"),
        ("F11", "F11"), ("/rep.*pdf/", "the file report.pdf?"), ("/^New$/", "New"),
        ("/[0-9]+ items/", "12 items selected"),
    ])
    func theseAreFound(target: String, line: String) throws {
        let found = try TextTarget(target).sightings(in: screen("Nothing of it here", line))
        #expect(found.count == 1)
        #expect(found.first?.frame.y == 20)
    }

    @Test(arguments: [
        ("File", "Files"), ("File", "file"), ("ave", "Save As..."), ("Save As", "Save Assets"),
        ("Save", "Save..."), ("Save As", "Save"), ("As Save", "Save As"), ("F1", "F11"),
        ("10", "1O"), ("Total 7", "Total 1"), ("/^ew/", "New"), ("/^$/", "New"),
    ])
    func theseAreNot(target: String, line: String) throws {
        #expect(try TextTarget(target).sightings(in: screen(line)).isEmpty)
    }

    @Test(arguments: [
        ("Ctrl+W", "Ctri+w", true), ("F11", "Fll", true), ("10", "1O", true),
        ("7.ods", "7.0ds", true),
        ("Ill", "1l|", true), ("Files", "Fi1es", true), ("Close", "close", true),
        ("17", "11", false), ("10", "18", false), ("6", "5", false), ("2024", "2074", false),
        ("Cut", "Gut", false), ("File", "file", false), ("cat", "eat", false), ("OK", "QK", false),
    ])
    func whatLooksAlikeIsTakenWhereTheReaderIsNotSure(
        target: String, read: String, isFound: Bool
    ) throws {
        let target = try TextTarget(target)
        #expect(target.sightings(in: screen(read, confidence: 0.6)).count == (isFound ? 1 : 0))
        #expect(target.sightings(in: screen(read, confidence: 0.95)).isEmpty)
    }

    @Test func digitsAreTakenForNoOtherDigit() {
        for one in "0123456789" {
            for other in "0123456789" where one != other {
                #expect(!LookAlikes.areAlike(one, other, confidence: 0))
            }
        }
    }

    @Test func exactPlacesComeBeforeOthers() throws {
        let lines = screen("Fll", confidence: 0.5) + screen("F11", confidence: 0.5)
        #expect(try TextTarget("F11").sightings(in: lines).map(\.text) == ["F11"])
    }

    @Test func aPlaceIsThatOfItsWords() throws {
        let lines = screen("Do you want it", "or not")
        let place = try TextTarget("you want").sighting(in: lines)
        #expect(place.frame == Rect(x: 30, y: 0, width: 80, height: 12))
        #expect(place.text == "you want" && place.confidence == 0.95)
        #expect(
            try TextTarget("/u w.* i/").sighting(in: lines).frame
                == Rect(x: 30, y: 0, width: 110, height: 12))
    }

    @Test func severalPlacesAreAnErrorUnlessOneIsSaid() throws {
        let lines = screen("New Window", "Open", "New Tab New")
        let target = try TextTarget("New")
        let error = #expect(throws: SightError.self) { try target.sighting(in: lines) }
        #expect(error?.kind == .task)
        #expect(
            error?.message == """
                "New" is to be seen 3 times:
                  "New" at 30x12+0+0
                  "New" at 30x12+0+40
                  "New" at 30x12+80+40
                """)
        #expect(try target.sighting(in: lines, nth: 2).frame.y == 40)
        #expect(try target.sighting(in: lines, nth: 3).frame.x == 80)
        #expect(throws: SightError.self) { try target.sighting(in: lines, nth: 4) }
        #expect(throws: SightError.self) { try target.sighting(in: lines, nth: 0) }
    }

    @Test func aLineThatSaysNothingElseComesFirst() throws {
        let lines = screen("Save As...", "Save", "Save All")
        #expect(try TextTarget("Save").sighting(in: lines).frame.y == 20)
        #expect(try TextTarget("/Save/").sightings(in: lines).count == 3)
        #expect(try TextTarget("/^Save$/").sighting(in: lines).frame.y == 20)
    }

    @Test(arguments: [("©", 0.95, true), ("{7", 0.4, true), ("X", 0.6, true), ("a", 0.95, false)])
    func anIconBeforeThemIsNoWord(icon: String, confidence: Double, isIcon: Bool) throws {
        var lines = screen("\(icon) Save", "Save", "Save All")
        lines[0].words[0].confidence = confidence
        #expect(try TextTarget("Save").sightings(in: lines).count == (isIcon ? 2 : 1))
    }

    @Test func wordsAWideSpaceApartMayBeJoined() throws {
        var lines = screen("foo one", "foo two")
        lines = lines.flatMap { line in
            line.words.map { TextLine(words: [$0], frame: $0.frame) }
        }
        var far = lines[0]
        far.frame.x = 90
        lines.append(far)
        #expect(try TextTarget("foo one").sightings(in: lines).isEmpty)
        #expect(lines.joinedInRows.map(\.text) == ["foo one", "foo", "foo two"])
    }

    /// Letters 10 pixels from each other, and words of them; the second row has the narrow letters of other print.
    @Test(arguments: [(10, 10, ["sort names.txt"]), (10, 7, ["sort", "names.txt"])])
    func wordsOfOnePitchAreOneLine(pitch: Int, second: Int, expected: [String]) {
        let words = [("sort", 0, pitch), ("names.txt", 5 * pitch, second)].map { text, x, pitch in
            TextWord(
                text: text, frame: Rect(x: x, y: 0, width: pitch * text.count - 1, height: 13),
                confidence: 1)
        }
        let lines = words.map { TextLine(words: [$0], frame: $0.frame) }
        #expect(lines.joinedByPitch { _, _ in false }.map(\.text) == expected)
        #expect(lines.joinedByPitch { _, _ in true }.count == 2)
    }

    @Test func theNearestAreShownWhenNothingIsThere() throws {
        let lines = screen("Save A11", "Close Tab", "Save As...", "Help")
        let error = #expect(throws: SightError.self) {
            try TextTarget("Save All").sighting(in: lines)
        }
        #expect(error?.message == "\"Save All\" is not to be seen")
        #expect(error?.hint?.hasPrefix("most like it:\n  \"Save A11\" at 80x12+0+0") == true)
        #expect(error?.hint?.contains("Help") == false)
        #expect(try TextTarget("Save All").nearest(in: []).isEmpty)
    }

    @Test(arguments: ["", "  ", "/(/"])
    func whatCannotBeLookedForIsSaid(text: String) {
        let error = #expect(throws: SightError.self) { try TextTarget(text) }
        #expect(error?.kind == .usage)
    }
}
