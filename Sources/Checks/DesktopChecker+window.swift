import DeskwrightCore

extension DesktopChecker {
    func look(for match: WindowMatch, among windows: [WindowInfo]) -> Finding {
        if let fault = match.fault { return Finding(.unknown, fault) }
        let wanted = match.revealed(by: secrets)
        if let window = windows.last(where: wanted.accepts) {
            return Finding(.satisfied, "the window \(words(for: window))")
        }
        guard !windows.isEmpty else { return Finding(.unsatisfied, "there are no windows") }
        let others = list(windows.reversed().map(words))
        return Finding(.unsatisfied, "the windows, topmost first: \(others)")
    }

    func look(for match: WindowMatch, times count: Int, among windows: [WindowInfo]) -> Finding {
        if let fault = match.fault { return Finding(.unknown, fault) }
        let wanted = match.revealed(by: secrets)
        let found = windows.filter(wanted.accepts)
        let others = list(windows.reversed().map(words))
        return Finding(
            found.count == count ? .satisfied : .unsatisfied,
            "there are \(found.count) of them"
                + (windows.isEmpty ? "" : "; the windows, topmost first: \(others)"))
    }

    func look(at clipboard: String?, for match: TextMatch) -> Finding {
        guard let clipboard else { return Finding(.unsatisfied, "the clipboard holds no text") }
        return TextLook(.whole(clipboard), secrets).find([match])
    }

    /// The window as a person would tell it from the others.
    private func words(for window: WindowInfo) -> String {
        quoted(excerpt(secrets.redact(window.title)))
            + (window.className.isEmpty ? "" : " (\(window.className))")
            + (window.isActive ? ", active" : "")
    }
}

extension WindowMatch {
    /// Why nothing can be held against it; `nil` when it can.
    fileprivate var fault: String? {
        [title, className].lazy.compactMap { $0?.fault }.first
    }

    fileprivate func revealed(by secrets: Secrets) -> WindowMatch {
        WindowMatch(
            title: title?.revealed(by: secrets), className: className?.revealed(by: secrets),
            isActive: isActive)
    }
}
