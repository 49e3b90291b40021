import DeskwrightCore
import DeskwrightMockBackend
import Foundation
import Testing

/// The scenes that come with the project.
enum SceneFixture: String, CaseIterable {
    case notes = "notes.yaml"
    case form = "form.yaml"
    case everyWord = "every-word.yaml"

    var path: String {
        URL(fileURLWithPath: #filePath)
            .appendingPathComponent("../../../fixtures/scenes/\(rawValue)").standardized.path
    }

    func read() throws -> Scene { try Scene.read(path: path) }
}

/// A desktop of a fixture on a clock that does not wait.
func desktop(_ fixture: SceneFixture, scratch: String? = nil) throws -> MockDesktop {
    MockDesktop(scene: try fixture.read(), scratch: scratch, clock: VirtualClock())
}

/// A desktop with one window, 400x300 at 100,100, with these widgets in it.
func desktop(
    _ widgets: Widget..., menus: [SceneMenu] = [], faults: MockFaults = .none
) -> MockDesktop {
    let window = SceneWindow(
        id: "main", title: "Main", frame: Rect(x: 100, y: 100, width: 400, height: 300),
        menus: menus, widgets: widgets)
    return MockDesktop(
        scene: Scene(size: Size(width: 640, height: 480), windows: [window]),
        clock: VirtualClock(), faults: faults)
}

extension MockDesktop {
    /// Does actions one after the other, each of which has to be delivered.
    func does(
        _ actions: Action..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for action in actions {
            #expect(try perform(action).isDelivered, sourceLocation: sourceLocation)
        }
    }

    /// Clicks in the middle of a widget or a window.
    func click(_ id: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let frame = try #require(place(of: id), "\(id) shows", sourceLocation: sourceLocation)
        try does(.click(at: frame.center), sourceLocation: sourceLocation)
    }

    /// What was typed, whether or not something took it.
    var typed: String {
        events.reduce(into: "") { text, event in
            if case .text(let part) = event { text += part }
        }
    }
}
