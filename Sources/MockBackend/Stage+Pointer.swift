import DeskwrightCore

/// What is under a point.
enum Part: Sendable, Hashable {
    case desktop
    /// A line of the open menu, or its edge.
    case menuItem(Int?)
    case titleBar(Int)
    case closeButton(Int)
    case menuEntry(window: Int, menu: Int)
    case widget(Int)
    case scrollBar(Int)
    /// A window where nothing else is.
    case body(Int)
}

/// The mouse.
extension Stage {
    func part(at point: Point) -> Part {
        if let openMenu, popup(of: openMenu).contains(point) {
            let items = windows[openMenu.window].spec.menus[openMenu.menu].items
            return .menuItem(
                items.indices.first { popupItem($0, of: openMenu).contains(point) })
        }
        guard let window = order.last(where: { outerFrame(of: $0).contains(point) }) else {
            return .desktop
        }
        if closeButton(of: window).contains(point) { return .closeButton(window) }
        if titleBar(of: window).contains(point) { return .titleBar(window) }
        for menu in windows[window].spec.menus.indices
        where menuEntry(menu, of: window).contains(point) {
            return .menuEntry(window: window, menu: menu)
        }
        return part(at: point, among: windows[window].children) ?? .body(window)
    }

    private func part(at point: Point, among children: [Int]) -> Part? {
        guard let widget = children.last(where: { visibleFrame(of: $0).contains(point) }) else {
            return nil
        }
        if isScrollable(widget), scrollBar(of: widget).contains(point) { return .scrollBar(widget) }
        return part(at: point, among: widgets[widget].children) ?? .widget(widget)
    }

    mutating func movePointer(to point: Point) {
        pointer = point
        events.append(.moved(to: point))
        if openMenu != nil {
            if case .menuItem(let item) = part(at: point) { mark(item) } else { mark(nil) }
        }
        switch grip {
        case .window(let window, let offset): move(window, to: point, offset: offset)
        case .text(let widget):
            widgets[widget].buffer.place(caret: textIndex(of: widget, at: point), extending: true)
            changed()
        case .thumb(let widget, let offset):
            let bar = scrollBar(of: widget)
            let way = max(1, bar.height - thumb(of: widget).height)
            scroll(widget, to: (point.y - offset - bar.y) * scrollMaximum(of: widget) / way)
        case .widget, .closeButton, nil: break
        }
    }

    mutating func press(_ button: MouseButton) {
        buttonsDown.append(button)
        events.append(.buttonDown(button, at: pointer, holding: keysDown))
        guard button == .left else {
            presses = nil
            return raise(part(at: pointer))
        }
        let earlier = presses.map { $0.point == pointer ? $0.count : 0 } ?? 0
        presses = (pointer, earlier + 1)
        let part = part(at: pointer)
        if openMenu != nil, !takesMenuPress(part) { return }
        raise(part)
        take(hold: part, clickCount: earlier + 1)
    }

    mutating func release(_ button: MouseButton) {
        buttonsDown.removeAll { $0 == button }
        events.append(.buttonUp(button, at: pointer, holding: keysDown))
        guard button == .left else { return }
        let held = grip
        grip = nil
        let part = part(at: pointer)
        if openMenu != nil, case .menuItem(let item?) = part { return pick(item) }
        switch held {
        case .closeButton(let window):
            if part == .closeButton(window) { close(window) }
        case .widget(let widget):
            changed()
            if part == .widget(widget) { activate(widget) }
        case .window, .text, .thumb, nil: break
        }
    }

    /// One notch over whatever is under the pointer and can go further that way.
    mutating func turnWheel(_ axis: MockEvent.Axis, direction: Int) {
        events.append(.wheel(axis, direction: direction, at: pointer, holding: keysDown))
        guard axis == .vertical else { return }
        var candidate: Int?
        switch part(at: pointer) {
        case .widget(let widget), .scrollBar(let widget): candidate = widget
        case .desktop, .menuItem, .titleBar, .closeButton, .menuEntry, .body: break
        }
        while let widget = candidate {
            if scroll(widget, to: widgets[widget].scroll + direction * Theme.notch) { return }
            candidate = widgets[widget].area
        }
    }
}

/// What the left button does as it goes down.
extension Stage {
    /// With a menu open, a press elsewhere only closes it, unless another menu opens.
    ///
    /// - Returns: Whether the press goes on to what is under it.
    private mutating func takesMenuPress(_ part: Part) -> Bool {
        switch part {
        case .menuItem: return false
        case .menuEntry(let window, let menu):
            let isSame = openMenu?.window == window && openMenu?.menu == menu
            closeMenu()
            return !isSame
        case .desktop, .titleBar, .closeButton, .widget, .scrollBar, .body:
            closeMenu()
            return false
        }
    }

    private mutating func raise(_ part: Part) {
        switch part {
        case .titleBar(let window), .closeButton(let window), .menuEntry(let window, _),
            .body(let window):
            raise(window)
        case .widget(let widget), .scrollBar(let widget): raise(widgets[widget].window)
        case .desktop, .menuItem: break
        }
    }

    private mutating func take(hold part: Part, clickCount: Int) {
        switch part {
        case .titleBar(let window):
            let frame = windows[window].frame
            grip = .window(
                window, offset: Point(x: pointer.x - frame.x, y: pointer.y - frame.y))
        case .closeButton(let window): grip = .closeButton(window)
        case .menuEntry(let window, let menu):
            openMenu = OpenMenu(window: window, menu: menu)
            changed()
        case .scrollBar(let widget): takeScrollBar(of: widget)
        case .widget(let widget): takeHold(of: widget, clickCount: clickCount)
        case .desktop, .menuItem, .body: break
        }
    }

    private mutating func takeScrollBar(of widget: Int) {
        let thumb = thumb(of: widget)
        let bar = scrollBar(of: widget)
        switch pointer.y {
        case ..<thumb.y: scroll(widget, to: widgets[widget].scroll - bar.height)
        case thumb.bottom...: scroll(widget, to: widgets[widget].scroll + bar.height)
        default: grip = .thumb(widget, offset: pointer.y - thumb.y)
        }
    }

    private mutating func takeHold(of widget: Int, clickCount: Int) {
        switch widgets[widget].spec.kind {
        case .label, .scrollArea: break
        case .button, .checkBox:
            focus(widget)
            grip = .widget(widget)
        case .field:
            let index = textIndex(of: widget, at: pointer)
            focus(widget)
            widgets[widget].buffer.place(caret: index, extending: isHeld(.shift))
            switch clickCount {
            case 1: grip = .text(widget)
            case 2: widgets[widget].buffer.selectWord()
            default: widgets[widget].buffer.selectLine()
            }
        case .list:
            focus(widget)
            let row =
                (pointer.y - viewport(of: widget).y + widgets[widget].scroll) / Theme.rowHeight
            if widgets[widget].items.indices.contains(row) { select(row, in: widget) }
        }
    }

    /// Enough of the title bar stays on the screen to take hold of it again.
    private mutating func move(_ window: Int, to point: Point, offset: Point) {
        let width = windows[window].frame.width
        let x = max(80 - width, min(point.x - offset.x, size.width - 80))
        let y = max(Theme.titleHeight, min(point.y - offset.y, size.height))
        windows[window].frame.x = x
        windows[window].frame.y = y
        changed()
    }
}
