import DeskwrightTestSupport
import Foundation
import Testing

/// A key and two secrets, and a service that sends the key back in every way that it knows.
struct SecretTests {
    private static let key = "sk-test/4242+4242 \"4242\""
    /// Typed into the note.
    private static let password = "cörrect \"horse\" <battery> +4%2\\&'staple"
    /// Typed as the file's name, which the window then has in its title.
    private static let name = "hörse & 50% battery"

    @Test(arguments: [
        ("final: All is saved.", "{title: /Notes/}", 0), ("final: All is saved.", "no such", 1),
        ("fault: {status: 401, message: MESSAGE}", "{title: /Notes/}", 4),
    ])
    func noByteOfARunAndOfItsRequestsHoldsTheKeyOrASecret(
        ending: String, window: String, code: Int32
    ) async throws {
        try await withScratchFolder { folder in
            try write(Self.script(ending: ending), to: folder + "/script.yaml")
            try write(Self.task.replacing("WINDOW", with: window), to: folder + "/task.yaml")
            let outcome = try await serving(folder + "/script.yaml", in: folder) { url in
                try await Program.run(
                    ["run", "--model", "gpt-5.4", "--record-cassette", "run.jsonl", "task.yaml"],
                    in: folder,
                    environment: [
                        "OPENAI_BASE_URL": url, "OPENAI_API_KEY": Self.key,
                        "PASSWORD": Self.password, "NAME": Self.name,
                    ])
            }
            #expect(outcome.code == code, "\(outcome.errors)\(outcome.output)")

            // What has to be there: the values where they were typed, and what led to the rest.
            let run = try runFolder(in: folder)
            #expect(try text(run + "/work/\(Self.name)") == Self.password)
            let journal = try text(run + "/journal.jsonl")
            #expect(journal.contains("${{ secrets.PASSWORD }}"))
            #expect(journal.contains("[redacted]"))
            let requests = try contents(below: folder + "/requests")
            #expect(requests.count >= 5)
            let bodies = requests.values.map { String(decoding: $0, as: UTF8.self) }
            #expect(bodies.contains { $0.contains(#"became \"${{ secrets.NAME }} - Notes\""#) })
            #expect(outcome.errors.contains("${{ secrets.NAME }} - Notes"))

            // What must not be there.
            var searched = requests
            searched.merge(try contents(below: run, but: "work/")) { $1 }
            #expect(searched.keys.contains("report.html"))
            searched["cassette"] = Data(try text(folder + "/run.jsonl").utf8)
            searched["standard output"] = Data(outcome.output.utf8)
            searched["standard error"] = Data(outcome.errors.utf8)
            for secret in [Self.key, Self.password, Self.name] {
                for (spelling, way) in spellings(of: secret) {
                    for (file, data) in searched {
                        #expect(!file.contains(spelling), "\(secret) as \(way) in a file's name")
                        #expect(
                            data.range(of: Data(spelling.utf8)) == nil,
                            "\(secret) as \(way) in \(file)")
                    }
                }
            }
        }
    }

    /// The checks tell of the windows that they found.
    private static let task = """
        version: 1
        name: A secret note
        secrets: [PASSWORD, NAME]
        display: {mock: \(Repository.path("fixtures/scenes/notes.yaml"))}
        goal: Write ${{ secrets.PASSWORD }} and save it as ${{ secrets.NAME }}.
        expect:
          - {window: WINDOW, timeout: 1ms}

        """

    /// Each turn is preceded by a fault whose message holds the key, and says it as a summary too.
    private static func script(ending: String) -> String {
        let basic = Data("user:\(key)!".utf8).base64EncodedString()
        let ways = (spellings(of: key).map(\.text) + [basic]).joined(separator: " | ")
        let message = "'" + ways.replacing("'", with: "''") + "'"
        return """
            version: 1
            turns:
              - fault: {status: 500, message: MESSAGE}
              - say: MESSAGE
                actions: [click 560 350, {type: "${{ secrets.PASSWORD }}"}, press ctrl+s]
              - fault: {body: MESSAGE}
              - say: MESSAGE
                actions: [press ctrl+a, {type: "${{ secrets.NAME }}"}, press Return]
              - say: MESSAGE
                actions: [wait, press MESSAGE_KEY]
              - \(ending)
              - final: MESSAGE

            """
            .replacing("press MESSAGE_KEY", with: "{raw: '{\"type\": \"\(Self.rawKey)\"}'}")
            .replacing("MESSAGE", with: message)
    }

    /// The key as the type of an action that does not exist; it comes back as what was refused.
    private static let rawKey = key.replacing("\"", with: "\\\"")
}

/// The ways in which a program may write a text, each with its name.
private func spellings(of text: String) -> [(text: String, way: String)] {
    let data = Data(text.utf8)
    let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    let escaped = text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    let json = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    var spellings = [
        (text, "text"), (json, "JSON"), (json.replacing("ö", with: "\\u00f6"), "JSON in ASCII"),
        (json.replacing("/", with: "\\/"), "JSON with escaped slashes"), (escaped, "a URL"),
        (escaped.replacing("%20", with: "+"), "a form"),
        (
            text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
                .replacing(">", with: "&gt;").replacing("\"", with: "&quot;"), "HTML"
        ),
    ]
    for shift in 0..<3 {
        // Without the characters that neighbours have a part in.
        let shifted = Data(repeating: 0x3A, count: shift) + data
        let inner = shifted.base64EncodedString().prefix { $0 != "=" }
            .dropFirst([0, 2, 3][shift]).dropLast(shifted.count.isMultiple(of: 3) ? 0 : 1)
        spellings.append((String(inner), "base64, shifted by \(shift)"))
    }
    return spellings
}

/// All files below a folder by their paths, but for those with a prefix.
private func contents(below folder: String, but prefix: String? = nil) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
        if let prefix, path.hasPrefix(prefix) { continue }
        contents[path] = FileManager.default.contents(atPath: folder + "/" + path)
    }
    return contents
}
