import DeskwrightCore

extension MockDesktop {
    /// Does one action; a cancelled one is `notRun`, though a part of it may have been sent.
    ///
    /// - Throws: Only what a fault of ``MockFaults`` says.
    public func perform(_ action: Action) throws(DesktopError) -> ActionResult {
        actionCount += 1
        catchUp()
        switch faults.actions[actionCount] {
        case .fails(let error): throw error
        case .refused(let reason): return .refused(reason: reason)
        case nil: break
        }
        if let reason = action.refusal(onScreenOf: stage.size) {
            return .refused(reason: reason)
        }
        defer { letGo() }
        stage.presses = nil
        return deliver(action)
    }

    /// Lets go of what is still down, the last first.
    func letGo() {
        for button in stage.buttonsDown.reversed() { stage.release(button) }
        for key in stage.keysDown.reversed() { stage.keyUp(key) }
        settleEffects()
    }

    private func deliver(_ action: Action) -> ActionResult {
        let steps = ActionSteps.of(action)
        for step in steps {
            if Task.isCancelled {
                return .notRun(reason: "cancelled before all of it was sent")
            }
            send(step)
            settleEffects()
        }
        return .delivered(ActionSteps.receipt(of: action))
    }

    private func send(_ step: ActionSteps.Step) {
        switch step {
        case .move(let point): stage.movePointer(to: point)
        case .press(let button): stage.press(button)
        case .release(let button): stage.release(button)
        case .wheel(let axis, let direction): stage.turnWheel(axis, direction: direction)
        case .keyDown(let key): stage.keyDown(key)
        case .keyUp(let key): stage.keyUp(key)
        }
    }
}

/// An action as what a hand does: one movement, press or release after the other.
enum ActionSteps {
    enum Step: Sendable, Hashable {
        case move(Point)
        case press(MouseButton)
        case release(MouseButton)
        case wheel(MockEvent.Axis, direction: Int)
        case keyDown(Key)
        case keyUp(Key)
    }

    static func of(_ action: Action) -> [Step] {
        let inner: [Step]
        switch action {
        case .click(let point, let button, _):
            inner = [.move(point), .press(button), .release(button)]
        case .doubleClick(let point, _):
            inner = [.move(point)] + clicks(2)
        case .tripleClick(let point, _): inner = [.move(point)] + clicks(3)
        case .drag(let path, _):
            let moves = path.map { Step.move($0) }
            inner = [moves[0], .press(.left)] + moves.dropFirst() + [.release(.left)]
        case .move(let point, _): inner = [.move(point)]
        case .press: inner = []
        case .scroll(let point, let dx, let dy, _):
            inner = [.move(point)] + notches(.horizontal, dx) + notches(.vertical, dy)
        case .type(let text): inner = keys(typing: text)
        case .screenshot, .wait: inner = []
        }
        return action.keys.map { .keyDown($0) } + inner + action.keys.reversed().map { .keyUp($0) }
    }

    /// What all steps of an action bring.
    static func receipt(of action: Action) -> Receipt {
        var receipt = Receipt()
        for step in of(action) {
            switch step {
            case .move, .press, .release: receipt.pointerEvents += 1
            case .wheel: receipt.pointerEvents += 2
            case .keyDown: receipt.keyPresses += 1
            case .keyUp: break
            }
        }
        if case .type(let text) = action {
            receipt.characters = receipt.keyPresses
            let lost = text.unicodeScalars.filter { Key.keysym(typing: $0) == nil }
            receipt.undelivered = String(String.UnicodeScalarView(lost))
        }
        return receipt
    }

    private static func clicks(_ count: Int) -> [Step] {
        (0..<count).flatMap { _ in [.press(.left), .release(.left)] }
    }

    private static func notches(_ axis: MockEvent.Axis, _ pixels: Int) -> [Step] {
        Array(
            repeating: .wheel(axis, direction: pixels.signum()),
            count: Action.wheelNotches(pixels: pixels))
    }

    private static func keys(typing text: String) -> [Step] {
        text.replacing("\r\n", with: "\n").unicodeScalars.flatMap { scalar -> [Step] in
            guard Key.keysym(typing: scalar) != nil else { return [] }
            let key =
                switch scalar {
                case "\n", "\r": Key("Return")
                case "\t": Key("Tab")
                case "\u{8}": Key("BackSpace")
                case "\u{1B}": Key("Escape")
                case "\u{7F}": Key("Delete")
                default: Key(String(Character(scalar)))
                }
            return [.keyDown(key), .keyUp(key)]
        }
    }
}
