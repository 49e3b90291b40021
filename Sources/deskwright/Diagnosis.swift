import DeskwrightCore
import DeskwrightHTTP
import DeskwrightImages
import DeskwrightOpenAI
import DeskwrightSight
import DeskwrightX11Backend
import Foundation

/// The doctor's looks, each at one thing that a run needs.
struct Diagnosis: Sendable {
    let environment: [String: String]
    let display: String?
    let baseURL: String?

    func findings() async -> [Finding] {
        var findings = programs()
        findings.append(fonts())
        findings.append(reading())
        findings.append(await privateScreen())
        if let display { findings.append(await screen(display)) }
        findings.append(key())
        findings.append(await service())
        return findings
    }

    private func programs() -> [Finding] {
        let needed = [
            ("Xvfb", "xvfb", "the private screen"),
            ("openbox", "openbox", "the window manager"),
            ("dbus-daemon", "dbus-daemon", "the apps' message bus"),
        ]
        return needed.map { program, package, purpose in
            if let path = find(program) { return .good(program, "\(path), \(purpose)") }
            return Finding(
                level: .bad, subject: program, text: "not in PATH; it is \(purpose)",
                hint: "sudo apt-get install \(package)")
        }
    }

    private func find(_ program: String) -> String? {
        (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }
            .first(where: FileManager.default.isExecutableFile)
    }

    private func fonts() -> Finding {
        let folders = ["/usr/share/fonts", "/usr/local/share/fonts"]
        let count = folders.flatMap {
            (try? FileManager.default.subpathsOfDirectory(atPath: $0)) ?? []
        }.count { $0.hasSuffix(".ttf") || $0.hasSuffix(".otf") || $0.hasSuffix(".ttc") }
        if count > 0 { return .good("fonts", "\(count) scalable fonts") }
        return Finding(
            level: .bad, subject: "fonts", text: "no scalable font: apps would show boxes",
            hint: "sudo apt-get install fonts-dejavu-core")
    }

    private func reading() -> Finding {
        do {
            try TextReader().start()
            return .good("reading text", "Tesseract and its English data are there")
        } catch {
            return Finding(
                level: .open, subject: "reading text", text: error.message, hint: error.hint)
        }
    }

    private func privateScreen() async -> Finding {
        let subject = "private screen"
        do {
            let server = try await PrivateDisplay.start(
                size: Size(width: 640, height: 480), windowManager: nil,
                folder: FileManager.default.temporaryDirectory.path, environment: environment)
            // The screen ends also when the look at it fails.
            let result: Result<String, any Error>
            do {
                result = .success(
                    try await describe(server.name, authority: server.authorityFile))
            } catch {
                result = .failure(error)
            }
            await server.stop()
            return .good(subject, try result.get())
        } catch {
            return Finding(
                level: .bad, subject: subject, text: text(of: error), hint: hint(of: error))
        }
    }

    private func screen(_ name: String) async -> Finding {
        do {
            return .good("display \(name)", try await describe(name, authority: nil))
        } catch {
            return Finding(
                level: .bad, subject: "display \(name)", text: text(of: error),
                hint: "is its name right, as in :0, does an X server run there, and may you use it?"
            )
        }
    }

    /// Connecting fails where an extension is missing; a picture shows that the pixels are understood.
    private func describe(_ name: String, authority: String?) async throws -> String {
        let desktop = try await X11Desktop.connect(to: name, authority: authority)
        let frame = try await desktop.capture()
        let png = try PNGEncoder.encode(frame)
        return "\(frame.size), XTEST and DAMAGE are there, a picture took \(png.count) bytes, "
            + "monitors: \(await monitors(of: desktop))"
    }

    /// Only `shot --monitor` needs them.
    private func monitors(of desktop: X11Desktop) async -> String {
        do {
            let monitors = try await desktop.monitors()
            return monitors.isEmpty ? "none" : monitors.map(\.description).joined(separator: ", ")
        } catch {
            return error.message
        }
    }

    private func key() -> Finding {
        // The key itself is never shown, not even a part of it.
        if !(environment["OPENAI_API_KEY"] ?? "").isEmpty {
            return .good("OPENAI_API_KEY", "is set")
        }
        return Finding(
            level: .open, subject: "OPENAI_API_KEY", text: "is not set",
            hint: "export it to ask a real model; `model: {script: …}` needs none")
    }

    private func service() async -> Finding {
        let url = baseURL ?? OpenAISettings.defaultBaseURL
        do {
            let address = try WebAddress(url).appending("models")
            var limits = HTTPLimits()
            limits.total = .seconds(10)
            let key = environment["OPENAI_API_KEY"].map(SecretText.init)
            let response = try await HTTPClient(limits: limits).send(
                HTTPRequest(.get, address, bearer: key))
            return judge(response, url)
        } catch {
            return Finding(
                level: .open, subject: "service", text: text(of: error),
                hint: "only runs with a real model need it; OPENAI_BASE_URL names another")
        }
    }

    private func judge(_ response: HTTPResponse, _ url: String) -> Finding {
        switch response.status {
        case 200..<300: .good("service", "\(url) answers, and takes the key")
        case 401, 403:
            Finding(
                level: .open, subject: "service",
                text: "\(url) answers, and does not take the key (\(response.status))",
                hint: "is OPENAI_API_KEY right, and of the right project?")
        default:
            Finding(
                level: .open, subject: "service",
                text: "\(url) answers \(response.status): \(response.excerpt())",
                hint: "is OPENAI_BASE_URL right? it ends in /v1")
        }
    }

    private func text(of error: any Error) -> String {
        (error as? any Failure)?.message ?? "\(error)"
    }

    private func hint(of error: any Error) -> String? {
        (error as? any Failure)?.hint
    }
}
