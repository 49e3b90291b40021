import DeskwrightCore
import DeskwrightMockBackend
import DeskwrightTestSupport
import DeskwrightX11Backend
import Testing

/// The desktops that keep the promises of the port.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
    case mock, x11

    var testDescription: String { rawValue }

    static let screen = Size(width: 640, height: 480)

    /// Runs a test on a fresh desktop with a witness on it, and an empty clipboard unless said.
    func run(
        clipboard: String? = nil,
        _ body: (any Desktop, any Witness) async throws -> Void
    ) async throws {
        switch self {
        case .mock:
            let witness = MockWitness(clipboard: clipboard)
            try await body(witness.desktop, witness)
        case .x11:
            try await withX11Stage { desktop, witness in
                if let clipboard { try await witness.own(clipboard: clipboard) }
                try await body(desktop, witness)
            }
        }
    }
}

/// Runs a test on a private display with a witness window on it.
func withX11Stage(
    windowManager: String? = nil,
    _ body: (X11Desktop, WitnessWindow) async throws -> Void
) async throws {
    try await withPrivateDisplay(size: Backend.screen, windowManager: windowManager) { display in
        let witness = try await WitnessWindow.show(
            on: display.name, authority: display.authorityFile)
        let desktop = try await X11Desktop.connect(
            to: display.name, authority: display.authorityFile)
        try await body(desktop, witness)
    }
}
