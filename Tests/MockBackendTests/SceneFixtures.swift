import Core
import Foundation
import MockBackend
import Testing

/// The scenes that come with the project.
enum SceneFixture: String, CaseIterable {
    case notes, form

    var path: String {
        URL(fileURLWithPath: #filePath)
            .appendingPathComponent("../../../fixtures/scenes/\(rawValue).yaml").standardized.path
    }

    func read() throws -> Scene { try Scene.read(path: path) }
}
