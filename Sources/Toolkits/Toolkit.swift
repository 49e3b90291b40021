import DeskwrightCore
import DeskwrightPrograms
import Foundation

/// The toolkits that programs on X11 are written with, each with a small program of ours.
package enum Toolkit: String, Sendable, Hashable, CaseIterable {
    case gtk2, gtk3, gtk4, qt5, tk, fltk, fox, xaw, xterm

    /// What shows a window with the text of a file in it.
    ///
    /// - Parameters:
    ///   - size: The window's, in pixels.
    ///   - text: The file with the text to begin with.
    ///   - typed: The file that what was typed into xterm goes to.
    ///   - environment: The compiler's, where one is needed.
    /// - Returns: The program and its arguments.
    /// - Throws: What the compiler says; what cannot be run as it is gets built, once.
    func command(
        size: Size, text: String, typed: String, environment: [String: String]
    ) async throws -> [String] {
        func built(_ name: String, _ flags: String) async throws -> String {
            try await ToolkitBuilds.shared.program(
                rawValue, source: Toolkit.source(name), flags: flags, environment: environment,
                folder: Toolkit.root.appendingPathComponent(".build/toolkits").path)
        }
        let arguments = ["\(size.width)", "\(size.height)", text]
        let python = ["/usr/bin/python3", "-B"]
        return switch self {
        case .gtk2: python + [Toolkit.source("gtk.py")] + arguments + ["2.0"]
        case .gtk3: python + [Toolkit.source("gtk.py")] + arguments + ["3.0"]
        case .gtk4, .qt5, .tk: python + [Toolkit.source("\(rawValue).py")] + arguments
        case .fltk: [try await built("fltk.cxx", "-lfltk -lX11")] + arguments
        case .fox: [try await built("fox.cxx", "-I/usr/include/fox-1.6 -lFOX-1.6")] + arguments
        case .xaw: [try await built("xaw.c", "-lXaw -lXt -lX11")] + arguments
        case .xterm: xterm(size, text: text, typed: typed)
        }
    }

    /// Characters come as they are typed and not line by line, and are shown.
    private func xterm(_ size: Size, text: String, typed: String) -> [String] {
        let script = "cat \"$0\"; stty -icanon -isig -ixon -iexten min 1; exec cat >> \"$1\""
        return [
            "xterm", "-u8", "-geometry", "\(size.width / 6)x\(size.height / 13)",
            "-xrm", "XTerm*selectToClipboard: true", "-e", "sh", "-c", script, text, typed,
        ]
    }

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func source(_ name: String) -> String {
        root.appendingPathComponent("fixtures/toolkits/\(name)").path
    }
}

/// Builds each toolkit program at most once, however many want it at the same time.
private actor ToolkitBuilds {
    static let shared = ToolkitBuilds()
    private var builds: [String: Task<String, any Error>] = [:]

    func program(
        _ name: String, source: String, flags: String, environment: [String: String],
        folder: String
    ) async throws -> String {
        let build =
            builds[name]
            ?? Task {
                let program = "\(folder)/\(name)"
                if isCurrent(program, source: source) { return program }
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true)
                try await compile(source, flags: flags, environment: environment, to: program)
                return program
            }
        builds[name] = build
        return try await build.value
    }

    private func isCurrent(_ program: String, source: String) -> Bool {
        let header = (source as NSString).deletingLastPathComponent + "/report.h"
        let dates = [program, source, header].map { path in
            (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
        }
        guard let built = dates[0] else { return false }
        return dates.dropFirst().allSatisfy { $0.map { $0 <= built } ?? true }
    }

    /// By way of a name of its own, as another process may be building, too.
    private func compile(
        _ source: String, flags: String, environment: [String: String], to program: String
    ) async throws {
        let scratch = "\(program)-\(UUID().uuidString)"
        let compiler = source.hasSuffix(".c") ? "cc" : "c++"
        let output = try await ShellCommand.run(
            CommandSpec(
                command: "\(compiler) -o '\(scratch)' '\(source)' \(flags)",
                timeout: .seconds(120)),
            environment: environment, workingDirectory: "/", marker: .unique())
        guard output.exit.isSuccess else {
            throw ToolkitFailure(reason: output.standardError.lastLine)
        }
        guard rename(scratch, program) == 0 else {
            throw ToolkitFailure(reason: "cannot rename \(scratch)")
        }
    }
}

/// Why there is no toolkit program.
struct ToolkitFailure: Error, Hashable {
    var reason: String
}
