import Core
import Foundation
import Testing

@testable import MockBackend

@Test func dump() async throws {
    func ppm(_ f: Frame, _ name: String) throws {
        var d = Data("P6 \(f.size.width) \(f.size.height) 255\n".utf8)
        for i in stride(from: 0, to: f.bytes.count, by: 4) {
            d.append(f.bytes[i + 2]); d.append(f.bytes[i + 1]); d.append(f.bytes[i])
        }
        try d.write(to: URL(fileURLWithPath: "/tmp/mockwork/\(name).ppm"))
    }
    for s in SceneFixture.allCases {
        let m = MockDesktop(scene: try s.read(), faults: .none)
        try await ppm(m.capture(), s.rawValue)
        if s == .notes {
            _ = try await m.perform(.click(at: Point(x: 400, y: 300)))
            _ = try await m.perform(
                .type(
                    "The quick brown fox jumps over the lazy dog.\n0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\nGRÖSSE äöü SPHINX OF BLACK QUARTZ, JUDGE MY VOW\n\tint main() { return f(x) ? a[i] : *p; }\nABCDEFGHIJKLM NOPQRSTUVWXYZ"
                ))
            _ = try await m.perform(.press(["ctrl", "Home"]))
            _ = try await m.perform(.press(["shift", "Down"]))
            _ = try await m.perform(.click(at: Point(x: 190, y: 112)))
            _ = try await m.perform(.move(to: Point(x: 200, y: 175)))
            try await ppm(m.capture(), "notes-menu")
            _ = try await m.perform(.click(at: Point(x: 200, y: 175)))
            try await ppm(m.capture(), "notes-save")
        } else {
            _ = try await m.perform(.scroll(at: Point(x: 500, y: 450), dx: 0, dy: 300))
            _ = try await m.perform(.press(["Tab"]))
            _ = try await m.perform(.press(["ctrl", "v"]))
            try await ppm(m.capture(), "form-scrolled")
        }
    }
    let m = MockDesktop(scene: try SceneFixture.notes.read())
    let c = ContinuousClock()
    for i in 0..<5 {
        _ = try await m.perform(.type("line of text that is rather long \(i)\n"))
        let t = await c.measure { _ = try? await m.capture() }
        let u = await c.measure { _ = try? await m.capture() }
        print("capture", t, "again", u)
    }
}
