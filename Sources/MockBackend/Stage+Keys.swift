import DeskwrightCore

/// The keyboard.
extension Stage {
    enum Modifier {
        case shift, control, alt, meta
    }

    func isHeld(_ modifier: Modifier) -> Bool {
        keysDown.contains { Stage.modifier($0) == modifier }
    }

    /// Presses a key that is not down already.
    mutating func keyDown(_ key: Key) {
        guard !keysDown.contains(where: { $0.keysym == key.keysym }) else { return }
        keysDown.append(key)
        events.append(.keyDown(key))
        guard Stage.modifier(key) == nil, let keysym = key.keysym else { return }
        let isPlain = !isHeld(.control) && !isHeld(.alt) && !isHeld(.meta)
        let text = isPlain ? KeyText.of(keysym, shifted: isHeld(.shift)) : nil
        if let text { events.append(.text(text)) }
        if openMenu != nil { return steerMenu(keysym) }
        guard let window = activeWindow else { return }
        if keysym == Keysym.f4, isHeld(.alt) { return close(window) }
        if runShortcut(in: window) { return }
        if keysym == Keysym.tab, !typesTab(in: window) {
            return moveFocus(in: window, by: isHeld(.shift) ? -1 : 1)
        }
        guard let widget = windows[window].focus else { return }
        switch widgets[widget].spec.kind {
        case .field: edit(widget, keysym, text)
        case .button, .checkBox:
            if keysym == Keysym.space || keysym == Keysym.enter { activate(widget) }
        case .list: steerList(widget, keysym)
        case .label, .scrollArea: break
        }
    }

    mutating func keyUp(_ key: Key) {
        guard let index = keysDown.lastIndex(of: key) else { return }
        keysDown.remove(at: index)
        events.append(.keyUp(key))
    }

    static func modifier(_ key: Key) -> Modifier? {
        switch key.keysym ?? 0 {
        case 0xFFE1, 0xFFE2: .shift
        case 0xFFE3, 0xFFE4: .control
        case 0xFFE7, 0xFFE8, 0xFFEB...0xFFEE: .meta
        case 0xFFE9, 0xFFEA: .alt
        default: nil
        }
    }

    /// A menu item's chord: the same modifiers, and the same key whatever its case.
    private mutating func runShortcut(in window: Int) -> Bool {
        let items = windows[window].spec.menus.flatMap(\.items)
        let pressed = Stage.chord(keysDown)
        for item in items where !item.shortcut.isEmpty && Stage.chord(item.shortcut) == pressed {
            run(item.on)
            return true
        }
        return false
    }

    private static func chord(_ keys: [Key]) -> Set<Key> {
        Set(
            keys.map { key in
                switch modifier(key) {
                case .shift: "shift"
                case .control: "ctrl"
                case .alt: "alt"
                case .meta: "meta"
                case nil: Key(key.name.lowercased())
                }
            })
    }
}

/// Where keys go.
extension Stage {
    /// What Tab goes through, in the scene's order.
    func focusable(in window: Int) -> [Int] {
        widgets.indices.filter { widgets[$0].window == window && widgets[$0].takesFocus }
    }

    mutating func focus(_ widget: Int) {
        windows[widgets[widget].window].focus = widget
        changed()
    }

    private func typesTab(in window: Int) -> Bool {
        guard let widget = windows[window].focus else { return false }
        return widgets[widget].isMultiline && keysDown.count == 1
    }

    private mutating func moveFocus(in window: Int, by step: Int) {
        let ring = focusable(in: window)
        guard !ring.isEmpty else { return }
        let now = windows[window].focus.flatMap(ring.firstIndex(of:))
        let next = now.map { ($0 + step + ring.count) % ring.count } ?? 0
        focus(ring[next])
        if let area = widgets[ring[next]].area {
            let frame = widgets[ring[next]].spec.frame
            reveal(frame.y..<max(frame.y, frame.bottom), in: area)
        }
        selectAllOfLine(ring[next])
    }

    /// What keys bring into a one-line field replaces what it held, as in dialogs.
    mutating func selectAllOfLine(_ widget: Int) {
        if widgets[widget].isField, !widgets[widget].isMultiline {
            widgets[widget].buffer.selectAll()
        }
    }

    private mutating func steerList(_ widget: Int, _ keysym: UInt32) {
        let count = widgets[widget].items.count
        guard count > 0 else { return }
        let now = widgets[widget].selected
        let page = max(1, viewport(of: widget).height / Theme.rowHeight - 1)
        let row: Int
        switch keysym {
        case Keysym.up: row = (now ?? count) - 1
        case Keysym.down: row = (now ?? -1) + 1
        case Keysym.pageUp: row = (now ?? 0) - page
        case Keysym.pageDown: row = (now ?? 0) + page
        case Keysym.home: row = 0
        case Keysym.end: row = count - 1
        default: return
        }
        select(max(0, min(row, count - 1)), in: widget)
    }
}

/// Editing.
extension Stage {
    private mutating func edit(_ widget: Int, _ keysym: UInt32, _ text: String?) {
        let isMultiline = widgets[widget].isMultiline
        if keysym == Keysym.enter || keysym == Keysym.keypadEnter, !isMultiline {
            return run(widgets[widget].spec.on)
        }
        if let motion = motion(for: keysym) {
            widgets[widget].buffer.move(motion, extending: isHeld(.shift))
        } else if keysym == Keysym.backSpace {
            widgets[widget].buffer.deleteBackward()
        } else if keysym == Keysym.delete {
            widgets[widget].buffer.deleteForward()
        } else if isHeld(.control) {
            clip(widget, keysym)
        } else if let text {
            widgets[widget].buffer.insert(text)
        }
        revealCaret(in: widget)
        changed()
    }

    private func motion(for keysym: UInt32) -> TextBuffer.Motion? {
        switch keysym {
        case Keysym.left: .left
        case Keysym.right: .right
        case Keysym.up: .up
        case Keysym.down: .down
        case Keysym.home: isHeld(.control) ? .start : .lineStart
        case Keysym.end: isHeld(.control) ? .end : .lineEnd
        default: nil
        }
    }

    /// Select all, copy, cut, paste.
    private mutating func clip(_ widget: Int, _ keysym: UInt32) {
        guard let scalar = Unicode.Scalar(keysym) else { return }
        let selected = widgets[widget].buffer.selectedText
        switch Character(scalar).lowercased() {
        case "a": widgets[widget].buffer.selectAll()
        case "c": if !selected.isEmpty { clipboard = selected }
        case "x":
            if !selected.isEmpty {
                clipboard = selected
                widgets[widget].buffer.deleteBackward()
            }
        case "v":
            guard let clipboard else { return }
            widgets[widget].buffer.insert(widgets[widget].accepted(clipboard))
        default: break
        }
    }

    mutating func revealCaret(in widget: Int) {
        guard widgets[widget].isMultiline else { return }
        let buffer = widgets[widget].buffer
        let top = buffer.position(of: buffer.caret).line * Theme.lineHeight
        reveal(top..<(top + Theme.lineHeight + Theme.padding), in: widget)
    }
}
