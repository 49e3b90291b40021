import DeskwrightCore

/// Reactions, and what runs them.
extension Stage {
    /// Writing and waiting are left to the desktop; all else is done at once.
    mutating func run(_ reactions: [Reaction]) {
        for (index, reaction) in reactions.enumerated() {
            switch reaction {
            case .set(let id, let text): set(target(id), to: filled(text))
            case .open(let id): open(window(id))
            case .close(let id): close(window(id))
            case .write(let file, let text):
                let rest = Array(reactions[(index + 1)...])
                return effects.append(
                    .write(file: filled(file), text: filled(text), then: rest))
            case .copy(let text): clipboard = filled(text)
            case .after(let delay, let later): effects.append(.later(delay, later))
            }
        }
    }

    /// The value that `${{ id }}` stands for.
    func value(of target: Target) -> String {
        switch target {
        case .window(let window): return windows[window].title
        case .widget(let index):
            let widget = widgets[index]
            switch widget.spec.kind {
            case .label, .button, .field: return widget.buffer.text
            case .checkBox: return widget.isChecked ? "on" : "off"
            case .list(let items, _): return widget.selected.map { items[$0] } ?? ""
            case .scrollArea: return ""
            }
        }
    }

    private func filled(_ text: SceneText) -> String {
        text.filled { value(of: target($0)) }
    }

    private mutating func set(_ target: Target, to value: String) {
        switch target {
        case .window(let window): windows[window].title = value
        case .widget(let index):
            switch widgets[index].spec.kind {
            case .label, .button, .field:
                widgets[index].buffer = TextBuffer(widgets[index].accepted(value))
                scroll(index, to: widgets[index].scroll)
            case .checkBox: widgets[index].isChecked = value == "on"
            case .list(let items, _): widgets[index].selected = items.firstIndex(of: value)
            case .scrollArea: break
            }
        }
        changed()
    }

    /// A button is pushed, or a check box switched.
    mutating func activate(_ widget: Int) {
        if case .checkBox = widgets[widget].spec.kind { widgets[widget].isChecked.toggle() }
        changed()
        run(widgets[widget].spec.on)
    }

    /// Selects the line at a place, from 0, which has to exist.
    mutating func select(_ row: Int, in list: Int) {
        let isNew = widgets[list].selected != row
        widgets[list].selected = row
        reveal(row * Theme.rowHeight..<(row + 1) * Theme.rowHeight, in: list)
        changed()
        if isNew { run(widgets[list].spec.on) }
    }
}

/// Windows and menus.
extension Stage {
    mutating func open(_ window: Int) {
        guard !order.contains(window) else { return raise(window) }
        closeMenu()
        order.append(window)
        if let field = focusable(in: window).first(where: { widgets[$0].isField }) {
            windows[window].focus = field
            selectAllOfLine(field)
        }
        events.append(.opened(window: windows[window].spec.id))
        changed()
    }

    mutating func close(_ window: Int) {
        guard let place = order.firstIndex(of: window) else { return }
        closeMenu()
        grip = nil
        order.remove(at: place)
        events.append(.closed(window: windows[window].spec.id))
        changed()
    }

    mutating func raise(_ window: Int) {
        guard let place = order.firstIndex(of: window), window != order.last else { return }
        order.remove(at: place)
        order.append(window)
        changed()
    }

    mutating func place(_ window: Int, at origin: Point) {
        windows[window].frame.x = origin.x
        windows[window].frame.y = origin.y
        changed()
    }

    mutating func closeMenu() {
        guard openMenu != nil else { return }
        openMenu = nil
        changed()
    }

    mutating func mark(_ item: Int?) {
        guard openMenu != nil, openMenu?.item != item else { return }
        openMenu?.item = item
        changed()
    }

    mutating func pick(_ item: Int) {
        guard let menu = openMenu else { return }
        closeMenu()
        run(windows[menu.window].spec.menus[menu.menu].items[item].on)
    }

    /// Arrows, Return and Escape in an open menu; all other keys are lost on it.
    mutating func steerMenu(_ keysym: UInt32) {
        guard let menu = openMenu else { return }
        let menus = windows[menu.window].spec.menus
        let count = max(1, menus[menu.menu].items.count)
        switch keysym {
        case Keysym.escape: closeMenu()
        case Keysym.enter, Keysym.keypadEnter, Keysym.space:
            menu.item.map { pick($0) } ?? closeMenu()
        case Keysym.down: mark(((menu.item ?? -1) + 1) % count)
        case Keysym.up: mark(((menu.item ?? count) - 1 + count) % count)
        case Keysym.left, Keysym.right:
            let step = keysym == Keysym.right ? 1 : -1
            let next = (menu.menu + step + menus.count) % menus.count
            openMenu = OpenMenu(window: menu.window, menu: next, item: 0)
            changed()
        default: break
        }
    }
}
