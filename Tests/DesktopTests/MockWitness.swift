import DeskwrightCore
import DeskwrightMockBackend
import DeskwrightTestSupport

/// The mock's own log, as a witness: the scene is one window that a check box fills.
struct MockWitness: Witness {
    let area = Rect(x: 100, y: 60, width: 400, height: 300)
    let title = "Witness"
    let knownPixels: [Point: Color]
    let desktop: MockDesktop

    init(clipboard: String?) {
        let background = Color(red: 250, green: 20, blue: 3)
        let box = Widget(
            .checkBox("Changes"), frame: Rect(x: 0, y: 0, width: area.width, height: area.height))
        let window = SceneWindow(
            id: "witness", title: title, className: "Witness", frame: area, widgets: [box])
        desktop = MockDesktop(
            scene: Scene(
                size: Backend.screen, background: background, clipboard: clipboard,
                windows: [window]))
        let corners = [(0, 0), (639, 0), (0, 479), (639, 479)]
        knownPixels = Dictionary(
            uniqueKeysWithValues: corners.map { (Point(x: $0.0, y: $0.1), background) })
    }

    func events() async -> [WitnessEvent] {
        await desktop.events.compactMap(WitnessEvent.init)
    }

    func stillDown() async -> [String] {
        await desktop.keysDown.map(\.name) + desktop.buttonsDown.map(\.rawValue)
    }

    func clipboard() async -> String? { await desktop.clipboard() }
}

extension WitnessEvent {
    fileprivate init?(_ event: MockEvent) {
        switch event {
        case .moved(let point): self = .moved(to: point)
        case .buttonDown(let button, let point, let keys):
            self = .buttonDown(button, at: point, modifiers(keys))
        case .buttonUp(let button, let point, _): self = .buttonUp(button, at: point)
        case .wheel(.horizontal, let direction, let point, let keys):
            self = .wheel(.horizontal, direction: direction, at: point, modifiers(keys))
        case .wheel(.vertical, let direction, let point, let keys):
            self = .wheel(.vertical, direction: direction, at: point, modifiers(keys))
        case .keyDown(let key): self = .keyDown(unshifted(key))
        case .keyUp(let key): self = .keyUp(unshifted(key))
        case .text(let text): self = .text(text)
        case .closed: self = .closed
        case .opened, .wrote, .notWritten, .releasedAll: return nil
        }
    }
}

private func modifiers(_ keys: [Key]) -> Set<WitnessModifier> {
    Set(
        keys.compactMap { key in
            switch key.keysym ?? 0 {
            case 0xFFE1, 0xFFE2: .shift
            case 0xFFE3, 0xFFE4: .control
            case 0xFFE9, 0xFFEA: .alt
            case 0xFFEB, 0xFFEC: .meta
            default: nil
            }
        })
}

/// A capital letter is on the key of the small one.
private func unshifted(_ key: Key) -> UInt32 {
    let keysym = key.keysym ?? 0
    return (0x41...0x5A).contains(keysym) ? keysym + 0x20 : keysym
}
