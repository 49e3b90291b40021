import DeskwrightCore
import Foundation
import Testing

struct WindowInfoTests {
    @Test func aWindowOfAnOldJournalIsShown() throws {
        let line = """
            {"id": 7, "title": "Old", "className": "", "isActive": true,
            "frame": {"x": 1, "y": 2, "width": 3, "height": 4}}
            """
        let window = try JSONDecoder().decode(WindowInfo.self, from: Data(line.utf8))
        let frame = Rect(x: 1, y: 2, width: 3, height: 4)
        #expect(window == WindowInfo(id: 7, title: "Old", frame: frame, isActive: true))
        #expect(window.state == .shown)
    }

    @Test(arguments: [WindowState.shown, .minimized, .hidden])
    func theStateIsKept(_ state: WindowState) throws {
        let frame = Rect(x: 1, y: 2, width: 3, height: 4)
        let window = WindowInfo(id: 7, title: "", frame: frame, processID: 5, state: state)
        let data = try JSONEncoder().encode(window)
        #expect(try JSONDecoder().decode(WindowInfo.self, from: data) == window)
    }
}
