import DeskwrightCore
import DeskwrightPrograms
import DeskwrightX11Backend
import Foundation

/// A window of some toolkit with a text field that has the keyboard, and says what reaches it.
package struct ToolkitField: Sendable {
    package let toolkit: Toolkit
    /// The window's number on the server.
    package let id: UInt64
    /// Where the window is, without its border; the field fills it but for its scroll bars.
    package let area: Rect

    package var processID: Int32 { program.processID }

    private let programs: ProgramGroup
    private let program: RunningProgram
    private let desktop: X11Desktop
    private let recordFile: String
    private let typedFile: String

    /// Shows a field and waits until it has the keyboard.
    ///
    /// - Parameters:
    ///   - toolkit: The program to start.
    ///   - desktop: Finds the window, and reads what xterm has selected; there must be a window
    ///     manager.
    ///   - environment: The program's, which says where that desktop is.
    ///   - text: What the field holds at first; the cursor is at its start (in xterm at its end).
    ///   - size: The window's, in pixels.
    ///   - folder: For scratch files; one may serve many fields.
    /// - Returns: The field; it is the caller's to close.
    /// - Throws: Why it does not start or is not shown, with the last that it said.
    package static func open(
        _ toolkit: Toolkit, _ desktop: X11Desktop, environment: [String: String],
        text: String = "",
        size: Size = Size(width: 400, height: 300), folder: String
    ) async throws -> ToolkitField {
        // openbox overlooks windows while it starts, although it has said already that it is there.
        for _ in 1...2 {
            let field = try? await start(
                toolkit, desktop, environment: environment, text: text, size: size, folder: folder,
                within: .seconds(15))
            if let field { return field }
        }
        return try await start(
            toolkit, desktop, environment: environment, text: text, size: size, folder: folder,
            within: .seconds(30))
    }

    private static func start(
        _ toolkit: Toolkit, _ desktop: X11Desktop, environment: [String: String], text: String,
        size: Size, folder: String, within limit: Duration
    ) async throws -> ToolkitField {
        let files = "\(folder)/\(toolkit)-\(UUID().uuidString)"
        try text.write(toFile: files + ".text", atomically: false, encoding: .utf8)
        let command = try await toolkit.command(
            size: size, text: files + ".text", typed: files + ".typed", environment: environment)
        // Without it Mesa would draw GTK 4's windows, on all processors.
        let environment = environment.merging(["GSK_RENDERER": "cairo"]) { $1 }
        let programs = ProgramGroup()
        do {
            let known = Set(try await desktop.windows().map(\.id))
            let program = try await programs.start(
                ProgramSpec(
                    id: "\(toolkit)", program: command[0], arguments: Array(command.dropFirst()),
                    environment: environment, workingDirectory: folder, log: files + ".log",
                    outputFile: files + ".records"))
            var found: WindowInfo?
            let isReady = try await isTrue(within: limit) {
                guard program.isRunning else { return true }
                found = try await desktop.windows().first { $0.isActive && !known.contains($0.id) }
                return try found != nil && toolkit.hasFocus(files)
            }
            guard isReady, let found else {
                let log = (try? String(contentsOfFile: files + ".log", encoding: .utf8)) ?? ""
                throw ToolkitFailure(reason: "\(toolkit) shows no field: \(log.suffix(300))")
            }
            return ToolkitField(
                toolkit: toolkit, id: found.id, area: found.frame, programs: programs,
                program: program, desktop: desktop, recordFile: files + ".records",
                typedFile: files + ".typed")
        } catch {
            await programs.stopAll()
            throw error
        }
    }

    /// All of the field's text; of xterm what was typed into it.
    package func text() throws -> String {
        if toolkit == .xterm { return try textSoFar(typedFile) }
        return try last("text", as: String.self) ?? ""
    }

    /// The text once it is as expected, or else as it is after half a minute.
    package func text(waitingFor expected: String) async throws -> String {
        var seen = ""
        _ = try await isTrue(within: .seconds(30)) {
            seen = try text()
            return seen == expected
        }
        return seen
    }

    /// The selected text, empty without one; of xterm what was selected last.
    package func selection() async throws -> String {
        if toolkit == .xterm { return try await desktop.clipboard() ?? "" }
        return try last("selection", as: String.self) ?? ""
    }

    /// The selection once it is as wanted, or else as it is after half a minute.
    package func selection(waitingUntil isWanted: (String) -> Bool) async throws -> String {
        var seen = ""
        _ = try await isTrue(within: .seconds(30)) {
            seen = try await selection()
            return isWanted(seen)
        }
        return seen
    }

    /// How far it is scrolled to the right and down, in the toolkit's own units: pixels, lines or a
    /// share of the text. xterm does not say.
    package func offset() throws -> ScrollOffset {
        let numbers = try last("offset", as: [Double].self) ?? []
        return numbers.count == 2
            ? ScrollOffset(across: numbers[0], down: numbers[1]) : ScrollOffset(across: 0, down: 0)
    }

    /// All presses so far, as the toolkit reported them, in order.
    package func presses() throws -> [ToolkitPress] {
        try records("press", as: [Int].self).map { ToolkitPress(button: $0[0], count: $0[1]) }
    }

    /// How many motions with a button held down reached it so far.
    package func motions() throws -> Int { try last("motions", as: Int.self) ?? 0 }

    /// Empties the field.
    package func clear() async throws {
        if toolkit == .xterm { return try Data().write(to: URL(fileURLWithPath: typedFile)) }
        // Emptied later it would lose what is typed by then.
        if try text().isEmpty { return }
        kill(program.processID, SIGUSR1)
        _ = try await text(waitingFor: "")
    }

    /// Ends the program.
    package func close() async {
        await programs.stopAll()
    }

    private func last<Value: Decodable>(_ key: String, as: Value.Type) throws -> Value? {
        try toolkitLines(recordFile, key).last.map { try value($0, key) }
    }

    private func records<Value: Decodable>(_ key: String, as: Value.Type) throws -> [Value] {
        try toolkitLines(recordFile, key).map { try value($0, key) }
    }

    private func value<Value: Decodable>(_ line: Substring, _ key: String) throws -> Value {
        let record = try JSONDecoder().decode([String: Value].self, from: Data(line.utf8))
        guard let value = record[key] else { throw ToolkitFailure(reason: "no \(key): \(line)") }
        return value
    }
}

/// How far something is scrolled.
package struct ScrollOffset: Sendable, Hashable {
    package var across: Double
    package var down: Double
}

/// A button press as a toolkit reports it.
package struct ToolkitPress: Sendable, Hashable {
    /// As X11 numbers them.
    package var button: Int
    /// 2 for the second press of a double click, where the toolkit counts.
    package var count: Int
}

extension Toolkit {
    /// Whether the program that writes these files has said that its field has the keyboard.
    fileprivate func hasFocus(_ files: String) throws -> Bool {
        if self == .xterm { return FileManager.default.fileExists(atPath: files + ".typed") }
        return try toolkitLines(files + ".records", "focus").last?.contains("true") ?? false
    }
}

/// The records of one kind that are written whole.
private func toolkitLines(_ file: String, _ key: String) throws -> [Substring] {
    let text = try textSoFar(file)
    // By bytes: characters would be slow to go through.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
    let whole = text.utf8.last == UInt8(ascii: "\n") ? lines[...] : lines.dropLast()
    let start = "{\"\(key)\":".utf8
    return whole.filter { $0.starts(with: start) }.map { Substring($0) }
}

/// A file's text while it is written: the last character may not be whole yet.
private func textSoFar(_ file: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
}
