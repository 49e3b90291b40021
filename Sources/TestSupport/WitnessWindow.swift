import DeskwrightCX11
import DeskwrightCore
import DeskwrightX11Backend

/// A small X client on a connection and thread of its own, which logs the events it receives.
///
/// It handles its events as they come, as programs do, so that it meets the races that they meet.
package actor WitnessWindow: Witness {
    package nonisolated let area: Rect
    package nonisolated let title: String
    package nonisolated let knownPixels: [Point: Color]
    package let processID: Int32 = 4711

    private let executor = ThreadExecutor(name: "witness")
    var connection: X11Connection?
    private var window: DeskwrightCX11.Window = 0
    private var painter: WitnessPainter?
    private var owned: WitnessClipboard?
    private var reader: WitnessReader?
    private var log: [WitnessEvent] = []
    private var isShown = false
    /// How many events had come when another client told it that the keyboard's map has changed.
    public private(set) var noticesOfMap: [Int] = []

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    private init(area: Rect, title: String) {
        self.area = area
        self.title = title
        knownPixels = WitnessPainter.knownPixels(in: area)
    }

    isolated deinit {
        painter = nil
        owned = nil
        reader = nil
        connection = nil
    }

    /// Shows a window with known pixels and gives it the keyboard.
    ///
    /// Its frame is where the window ends up without a window manager.
    package static func show(
        on display: String, authority: String?, title: String = "Witness",
        area: Rect = Rect(x: 100, y: 60, width: 400, height: 300)
    ) async throws -> WitnessWindow {
        let witness = WitnessWindow(area: area, title: title)
        try await witness.open(display, authority)
        guard try await eventually({ try await witness.serveUntilShown() }) else {
            throw DesktopError.requestFailed(operation: "showing the witness", code: 0)
        }
        await witness.serveOn()
        return witness
    }

    /// Serves until the server is gone, in a chain of jobs that never leave its own thread: on Swift's
    /// shared threads it would wait behind what other tests compute, as no real program does.
    private func serveOn() {
        guard (try? serve()) == true else { return }
        Task { serveOn() }
    }

    package func events() throws -> [WitnessEvent] {
        try connection?.sync("asking the witness")
        try handlePending()
        return log
    }

    /// Its window's number on the server.
    package var id: UInt64 { UInt64(window) }

    package func stillDown() throws -> [String] {
        guard let connection else { return [] }
        var bits = [CChar](repeating: 0, count: 32)
        XQueryKeymap(connection.display, &bits)
        let keys = (0..<256).filter { bits[$0 / 8] & (1 << ($0 % 8)) != 0 }.map { "key \($0)" }
        var windows: (DeskwrightCX11.Window, DeskwrightCX11.Window) = (0, 0)
        var place: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        var mask: UInt32 = 0
        XQueryPointer(
            connection.display, connection.root, &windows.0, &windows.1, &place.0, &place.1,
            &place.2, &place.3, &mask)
        try connection.alive("asking the witness")
        return keys + (mask & 0xFF00 == 0 ? [] : ["buttons 0x\(String(mask & 0xFF00, radix: 16))"])
    }

    /// Gives its window another title.
    package func rename(_ title: String) throws {
        guard let connection else { return }
        connection.setText("_NET_WM_NAME", "UTF8_STRING", of: window, Array(title.utf8))
        try connection.sync("renaming the witness")
    }

    /// Puts a text on the clipboard; one longer than `partBytes` is handed out in parts.
    ///
    /// Without a text it owns the clipboard and never answers.
    package func own(
        clipboard text: String?, inLatin1: Bool = false, partBytes: Int = 65536
    ) throws {
        guard let connection else { return }
        owned = text.map {
            WitnessClipboard(
                connection,
                text: inLatin1 ? $0.unicodeScalars.map { UInt8($0.value) } : Array($0.utf8),
                type: inLatin1 ? "STRING" : "UTF8_STRING", partBytes: partBytes)
        }
        XSetSelectionOwner(
            connection.display, connection.atom("CLIPBOARD"), window,
            DeskwrightCX11.Time(CurrentTime))
        try connection.sync("owning the clipboard")
    }

    package func clipboard() throws -> String? {
        try converted(to: "UTF8_STRING").map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    /// The clipboard as another type; `nil` when nobody owns it, or its owner has not that type.
    package func converted(to target: String) throws -> WitnessReader.Answer? {
        try reader?.ask(for: target)
    }

    /// The clipboard as several types at once.
    package func converted(toAll targets: [String]) throws -> [WitnessReader.Answer?] {
        try reader?.ask(forAll: targets) ?? []
    }

    /// What the clipboard's owner says that it has.
    package func clipboardTypes() throws -> [String] {
        reader?.names(in: try converted(to: "TARGETS")) ?? []
    }

    private func open(_ display: String, _ authority: String?) throws {
        let connection = try X11Connection(display: display, authority: authority)
        self.connection = connection
        window = connection.createWitnessWindow(area: area, title: title, processID: processID)
        painter = WitnessPainter(connection, window)
        reader = WitnessReader(connection)
        XMapWindow(connection.display, window)
        try connection.sync("showing the witness")
    }

    /// Asks to be shown until it is: openbox overlooks windows while it starts, although it has said
    /// already that it is there.
    private func serveUntilShown() throws -> Bool {
        if let connection { XMapWindow(connection.display, window) }
        _ = try serve()
        return isShown
    }

    /// Waits a moment for events and handles them; `false` when there is nothing to wait for.
    private func serve() throws -> Bool {
        guard let connection else { return false }
        connection.waitForInput(milliseconds: 5)
        try handlePending()
        return true
    }

    private func handlePending() throws {
        guard let connection else { return }
        while XPending(connection.display) > 0 {
            var event = XEvent()
            XNextEvent(connection.display, &event)
            handle(&event, connection)
        }
        XFlush(connection.display)
        try connection.alive("watching")
    }

    private func handle(_ event: inout XEvent, _ connection: X11Connection) {
        switch event.type {
        case Expose:
            painter?.paint()
            if !isShown {
                XSetInputFocus(
                    connection.display, window, RevertToParent, DeskwrightCX11.Time(CurrentTime))
            }
        case FocusIn: isShown = true
        case MappingNotify:
            if event.xmapping.send_event != 0 { noticesOfMap.append(log.count) }
            XRefreshKeyboardMapping(&event.xmapping)
        case SelectionRequest: owned?.answer(event.xselectionrequest)
        case PropertyNotify: owned?.goOn(event.xproperty)
        case ClientMessage:
            if event.xclient.data.l.0 == Int(connection.atom("_NET_WM_PING")) {
                connection.answer(ping: &event)
            } else {
                log.append(.closed)
                XDestroyWindow(connection.display, window)
            }
        default:
            let seen = WitnessEvent.read(&event)
            log += seen
            if seen.contains(where: \.isLeftPress) { painter?.toggle() }
        }
    }
}

extension WitnessEvent {
    fileprivate var isLeftPress: Bool {
        if case .buttonDown(.left, _, _) = self { true } else { false }
    }
}

extension X11Connection {
    fileprivate func createWitnessWindow(
        area: Rect, title: String, processID: Int32
    ) -> DeskwrightCX11.Window {
        let window = XCreateSimpleWindow(
            display, root, Int32(area.x), Int32(area.y), UInt32(area.width), UInt32(area.height),
            0, 0, 0xFFFFFF)
        var hints = XSizeHints()
        hints.flags = USPosition | USSize
        XSetWMNormalHints(display, window, &hints)
        XSelectInput(
            display, window,
            KeyPressMask | KeyReleaseMask | ButtonPressMask | ButtonReleaseMask | PointerMotionMask
                | ExposureMask | FocusChangeMask)
        setText("_NET_WM_NAME", "UTF8_STRING", of: window, Array(title.utf8))
        setText("WM_NAME", "STRING", of: window, Array("plain name".utf8))
        setText("WM_CLASS", "STRING", of: window, Array("witness\0Witness\0".utf8))
        setNumbers("_NET_WM_PID", "CARDINAL", of: window, [Int(processID)])
        setNumbers(
            "WM_PROTOCOLS", "ATOM", of: window,
            [Int(atom("WM_DELETE_WINDOW")), Int(atom("_NET_WM_PING"))])
        return window
    }

    fileprivate func setText(
        _ name: String, _ type: String, of window: DeskwrightCX11.Window, _ bytes: [UInt8]
    ) {
        XChangeProperty(
            display, window, atom(name), atom(type), 8, PropModeReplace, bytes, Int32(bytes.count))
    }

    private func setNumbers(
        _ name: String, _ type: String, of window: DeskwrightCX11.Window, _ numbers: [Int]
    ) {
        numbers.withUnsafeBytes { bytes in
            _ = XChangeProperty(
                display, window, atom(name), atom(type), 32, PropModeReplace,
                bytes.bindMemory(to: UInt8.self).baseAddress, Int32(numbers.count))
        }
    }

    /// As EWMH wants it: the same message, sent to the root.
    fileprivate func answer(ping event: inout XEvent) {
        event.xclient.window = root
        XSendEvent(display, root, 0, SubstructureRedirectMask | SubstructureNotifyMask, &event)
        XFlush(display)
    }
}
