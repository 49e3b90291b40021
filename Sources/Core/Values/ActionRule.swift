/// Actions that a policy is about; all that is given has to agree.
public struct ActionRule: Sendable, Hashable {
    /// ``Action/name``; `nil` is any.
    public var name: String?
    /// The window that the action goes to: the topmost one under one of its points, else the active one.
    public var window: WindowMatch?
    /// One of the action's points lies in here, in screen pixels.
    public var region: Rect?
    /// What is typed; secrets are still references. A text that comes in two actions is seen in two parts.
    public var text: TextMatch?

    /// A rule on all actions that agree with what is given; without anything, on every action.
    public init(
        name: String? = nil, window: WindowMatch? = nil, region: Rect? = nil,
        text: TextMatch? = nil
    ) {
        self.name = name
        self.window = window
        self.region = region
        self.text = text
    }

    /// Whether the rule is about an action on a screen as it is now.
    public func isAbout(_ action: Action, on screen: ScreenState) -> Bool {
        (name.map { $0 == action.name } ?? true)
            && (region.map { action.points.contains(where: $0.contains) } ?? true)
            && (text?.accepts(typing: action) ?? true)
            && (window.map { screen.windows(for: action).contains(where: $0.accepts) } ?? true)
    }
}

extension ActionRule: CustomStringConvertible {
    public var description: String {
        let parts = [
            window.map { "in a window with \($0)" }, region.map { "at \($0)" },
            text.map { "with a text that \($0)" },
        ]
        return ([name ?? "any action"] + parts.compactMap { $0 }).joined(separator: " ")
    }
}

extension TextMatch {
    fileprivate func accepts(typing action: Action) -> Bool {
        if case .type(let text) = action { accepts(text) } else { false }
    }
}

extension ScreenState {
    /// The windows that an action goes to. `screenshot` and `wait` go to none.
    fileprivate func windows(for action: Action) -> [WindowInfo] {
        switch action {
        case .screenshot, .wait: []
        case .press, .type: windows.filter(\.isActive)
        case .click, .doubleClick, .tripleClick, .drag, .move, .scroll:
            action.points.compactMap { point in
                windows.last { $0.frame.contains(point) }
            }
        }
    }
}
