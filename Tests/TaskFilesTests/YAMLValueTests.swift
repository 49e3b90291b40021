import DeskwrightCore
import DeskwrightTaskFiles
import Testing

private enum Hue: String, CaseIterable, Sendable { case gray, red, green }

private struct Button: Equatable {
    var label: String
    var place: Point
    var hue: Hue
    var presses: Int
}

private func readButton(_ root: YAMLValue) -> Button? {
    guard let fields = root.fields(["label", "at", "hue", "presses"]) else { return nil }
    let label = fields.required("label")?.string()
    let place = fields.required("at")?.point()
    let hue = fields["hue"]?.choice(of: Hue.self) ?? .gray
    let presses = fields["presses"]?.int(in: 1...9) ?? 1
    guard let label, let place else { return nil }
    return Button(label: label, place: place, hue: hue, presses: presses)
}

/// What reading a text reports; empty when it reports nothing.
func faults<Value>(in text: String, _ decode: (YAMLValue) -> Value?) -> String {
    do {
        _ = try YAMLFile.parse(text: text, path: "x.yaml", decode)
        return ""
    } catch { return error.description }
}

@Suite struct YAMLValueTests {
    @Test func aGoodFileIsRead() throws {
        let text = "label: OK\nat: [40, -60]\nhue: red\n"
        let button = try YAMLFile.parse(text: text, path: "x.yaml", readButton)
        #expect(button == Button(label: "OK", place: Point(x: 40, y: -60), hue: .red, presses: 1))
    }

    @Test func everyFaultIsReportedInTheOrderOfLines() {
        let text = "hue: gren\nlabl: OK\nat: [40]\npresses: 10\n"
        let expected = """
            x.yaml:1:1: error: the file needs the key "label"
               1 | hue: gren
                 | ^
            hint: add "label: …" to it
            x.yaml:1:6: error: "hue" cannot be "gren"
               1 | hue: gren
                 |      ^
            hint: did you mean "green"?
            x.yaml:2:1: error: unknown key "labl"
               2 | labl: OK
                 | ^
            hint: did you mean "label"?
            x.yaml:3:5: error: "at" must be a point such as [40, 60], not a list
               3 | at: [40]
                 |     ^
            x.yaml:4:10: error: "presses" is 10, outside 1 to 9
               4 | presses: 10
                 |          ^
            """
        #expect(faults(in: text, readButton) == expected)
    }
}
