import DeskwrightCore
import DeskwrightSight
import Testing

@testable import DeskwrightRecordings

/// An address book, half covered by a question; at its right a form.
struct PlaceNamingTests {
    private static let eye = Eye()
    private static let screen = Result {
        var screen = RecordedScreen(Size(width: 800, height: 610))
        try screen.put("qt.png", at: Point(x: 0, y: 0), title: "*notes.txt - Address book")
        try screen.put("zenity-question.png", at: Point(x: 180, y: 250), title: "Delete")
        try screen.put("zenity-forms.png", at: Point(x: 500, y: 20), title: "New user")
        return screen.state
    }

    /// A point that was clicked, and what is written of it.
    static let places: [(point: Point, care: PlaceNaming.Care, expected: String?)] = [
        (Point(x: 643, y: 262), .loose, "{text: Cancel, in: {window: New user}}"),
        (Point(x: 340, y: 587), .loose, "{text: Cancel, in: {window: notes.txt - Address book}}"),
        (Point(x: 543, y: 140), .loose, "{text: Login, in: {window: New user}}"),
        (Point(x: 680, y: 140), .loose, "{near: Login, in: {window: New user}}"),
        (Point(x: 650, y: 100), .loose, "{near: Full name, in: {window: New user}}"),
        (Point(x: 690, y: 219), .loose, "{near: Group, in: {window: New user}}"),
        (Point(x: 37, y: 406), .loose, "{near: Standard, in: {window: notes.txt - Address book}}"),
        (
            Point(x: 180, y: 161), .loose,
            #"{at: [55, 10], of: {near: "Surname:", in: {window: notes.txt - Address book}}}"#
        ),
        (
            Point(x: 132, y: 161), .loose,
            #"{near: "Surname:", in: {window: notes.txt - Address book}}"#
        ),
        (Point(x: 120, y: 95), .loose, "{text: History, in: {window: notes.txt - Address book}}"),
        (Point(x: 400, y: 372), .loose, #"{text: "No", in: {window: Delete}}"#),
        (Point(x: 165, y: 590), .loose, "{text: Save, in: {window: notes.txt - Address book}}"),
        (Point(x: 36, y: 37), .loose, "{text: File, in: {window: notes.txt - Address book}}"),
        // A title bar belongs to no window.
        (Point(x: 645, y: 36), .loose, "New user"),
        (Point(x: 790, y: 600), .loose, nil),
        (
            Point(x: 160, y: 505), .exact,
            #"{at: [19, 5], of: {text: "2024-05-02", in: {window: notes.txt - Address book}}}"#
        ),
        (Point(x: 390, y: 297), .exact, "{at: [28, 7], of: {text: delete, in: {window: Delete}}}"),
    ]

    @Test(arguments: places.indices)
    func aPlaceIsCalledByWhatIsThere(row: Int) async throws {
        let (point, care, expected) = Self.places[row]
        let place = try await naming().name(of: point, care)
        #expect(place.target?.yaml.inFlow == expected)
    }

    @Test func aPlaceWithoutWordsIsItsWindowsPoint() async throws {
        let naming = try naming()
        let inside = naming.plainPlace(of: Point(x: 700, y: 240)).point
        #expect(inside.yaml.inFlow == "{at: [192, 195], of: {window: New user}}")
        let outside = try await naming.name(of: Point(x: 790, y: 600), .loose)
        #expect(outside.point.yaml.inFlow == "{at: [790, 600]}")
        #expect(outside.picture == nil)
    }

    @Test func anIconIsCalledByItsPicture() async throws {
        let place = try await naming().name(of: Point(x: 222, y: 311), .loose)
        let picture = try #require(place.picture)
        #expect(
            picture
                == (try Self.screen.get().frame.part(
                    Rect(x: 198, y: 299, width: 49, height: 25))))
        #expect(place.window == WindowMatch(title: .contains("Delete")))
    }

    @Test func noWordsHoldASecret() async throws {
        let secrets = Secrets(["PIN": "Login"])
        let place = try await naming(secrets: secrets).name(of: Point(x: 543, y: 140), .loose)
        #expect(place.target?.yaml.inFlow.contains("Login") != true)
    }

    private func naming(secrets: Secrets = Secrets()) throws -> PlaceNaming {
        PlaceNaming(
            eye: Self.eye, names: WindowNames(events: [], runName: "run"), secrets: secrets,
            screen: try Self.screen.get())
    }
}
