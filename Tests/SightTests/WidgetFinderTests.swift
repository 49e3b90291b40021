import DeskwrightCore
import Foundation
import Testing

@testable import DeskwrightSight

/// Fields, buttons and check boxes of all toolkits, by the labels beside them.
struct WidgetFinderTests {
    /// A picture, and which of its labels lead to the right place.
    struct Form {
        struct Label {
            var text: String
            /// Where a click is right.
            var place: Rect
        }

        var file: String
        var labels: [Label] = []

        /// The pictures of `fields.txt`, which says how it is written.
        static func all() throws -> [Form] {
            let text = try String(
                contentsOf: ReadPicture.folder.appendingPathComponent("fields.txt"),
                encoding: .utf8)
            var forms: [Form] = []
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
                if parts[0] == "=" {
                    forms.append(Form(file: parts[1]))
                } else {
                    let place = parts[0].split { "x+".contains($0) }.compactMap { Int($0) }
                    forms[forms.count - 1].labels.append(
                        Label(
                            text: parts[1],
                            place: Rect(
                                x: place[2], y: place[3], width: place[0], height: place[1])))
                }
            }
            return forms
        }
    }

    private static let eye = Eye()

    private static func point(beside label: String, in frame: Frame) async throws -> Point {
        let screen = ScreenState(frame: frame, windows: [], pointer: Point(x: 0, y: 0))
        let target = Target(relations: [.init(.near, Target(text: label))])
        return try await eye.sighting(of: target, on: screen).point
    }

    @Test func nearlyAllFieldsAreFoundByTheirLabels() async throws {
        var table = "| picture | fields found | missed |\n| --- | --- | --- |\n"
        var sum = (all: 0, found: 0)
        for form in try Form.all() {
            let frame = try ReadPicture.frame(form.file)
            var misses: [String] = []
            for label in form.labels {
                let point = try? await Self.point(beside: label.text, in: frame)
                if point.map({ !label.place.contains($0) }) ?? true {
                    misses.append("`\(label.text)`")
                }
            }
            let count = (all: form.labels.count, found: form.labels.count - misses.count)
            sum = (sum.all + count.all, sum.found + count.found)
            table += """
                | \(form.file) | \(PageTable.share(count)) \
                | \(misses.isEmpty ? "–" : misses.joined(separator: " ")) |

                """
        }
        table += "| all | \(PageTable.share(sum)) | |\n"
        #expect(sum.all > 140)
        #expect(100 * sum.found >= 98 * sum.all, "\(table)")
        try PageTable.hold(table, as: "fields")
    }

    /// Which side of a label leads to a pixel in form-qt-windows.png; `nil` where nothing is.
    static let sides: [(Target.Relation.Kind, label: String, inside: Point?)] = [
        (.rightOf, "Volume:", Point(x: 175, y: 79)),
        (.below, "Country", Point(x: 180, y: 131)),
        (.below, "Street address", Point(x: 30, y: 131)),
        (.leftOf, "Use tabs", Point(x: 175, y: 333)),
        (.leftOf, "Town:", Point(x: 200, y: 50)),
        (.above, "Country", Point(x: 200, y: 79)),
        (.above, "Password:", nil),
    ]

    @Test(arguments: sides.indices)
    func aSideOfALabelMayBeSaid(row: Int) async throws {
        let (kind, label, inside) = Self.sides[row]
        let frame = try ReadPicture.frame("form-qt-windows.png")
        let screen = ScreenState(frame: frame, windows: [], pointer: Point(x: 0, y: 0))
        let target = Target(relations: [.init(kind, Target(text: label))])
        do {
            let found = try await Self.eye.sighting(of: target, on: screen)
            let pixel = try #require(inside, "\(found.frame)")
            #expect(found.frame.contains(pixel), "\(found.frame)")
            #expect(found.frame.contains(found.point))
        } catch {
            guard case .noField(_, let place)? = error as? SightError else { throw error }
            #expect(inside == nil && place.words == label)
        }
    }

    @Test(arguments: [("Pears", Point(x: 41, y: 125)), ("Bag", Point(x: 41, y: 171))])
    func aCheckBoxMayHaveAColumnOfItsOwn(label: String, inside: Point) async throws {
        let frame = try ReadPicture.frame("zenity-checklist.png")
        let screen = ScreenState(frame: frame, windows: [], pointer: Point(x: 0, y: 0))
        let target = Target(relations: [.init(.leftOf, Target(text: label))])
        let found = try await Self.eye.sighting(of: target, on: screen)
        #expect(found.frame.contains(inside), "\(found.frame)")
    }

    @Test func aFieldIsLookedForOnlyWhereItHasToBe() async throws {
        let frame = try ReadPicture.frame("zenity-forms.png")
        let label = Rect(x: 0, y: 0, width: 95, height: 278)
        let windows = [WindowInfo(id: 1, title: "Half", frame: label)]
        let screen = ScreenState(frame: frame, windows: windows, pointer: Point(x: 0, y: 0))
        let half = Target(window: WindowMatch(title: .contains("Half")))
        let target = Target(relations: [
            .init(.rightOf, Target(text: "Login")), .init(.in, half),
        ])
        let error = await #expect(throws: SightError.self) {
            try await Self.eye.sighting(of: target, on: screen)
        }
        #expect(
            error?.message.hasPrefix(
                "the field right of \"Login\" in the window \"Half\" is not to be seen: no box")
                == true)
    }
}
