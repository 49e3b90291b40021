import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

/// Runs of three hundred steps, in each way in which a conversation can be kept.
///
/// The figures are those of docs/context.md: what is written there is what was measured here.
struct LongRunTests {
    enum Mode: String, CaseIterable, CustomTestStringConvertible {
        case compacted = "kept by the service, which makes it shorter"
        case begunAnew = "kept by the service, begun anew"
        case preview = "the same, with `computer_use_preview` and `limit=8000`"
        case stateless = "`--stateless`"
        case chat = "`--api chat`"

        var testDescription: String { rawValue }

        /// In tokens; what begins anew seldom has its peaks far apart.
        var limit: Int { self == .preview ? 8_000 : 20_000 }

        var arguments: [String] {
            switch self {
            case .compacted: ["--model", "gpt-5.4"]
            case .begunAnew: ["--model", "gpt-5.4-plain"]
            case .preview: ["--model", "computer-use-preview"]
            case .stateless: ["--model", "gpt-5.4", "--stateless"]
            case .chat: ["--model", "gpt-5.4", "--api", "chat"]
            }
        }
    }

    private static let stepCount = 300

    @Test(arguments: Mode.allCases)
    func requestsAndTheirInputStayLevel(mode: Mode) async throws {
        try await withScratchFolder { folder in
            let steps = try await run(mode, in: folder)
            #expect(steps.count == Self.stepCount + 1)
            // What a chunk of the conversation is dropped from goes up and down like a saw.
            let early = peak(of: steps[100..<200])
            let late = peak(of: steps[200...])
            #expect(Double(late.bytes) < 1.02 * Double(early.bytes), "\(early) and \(late)")
            #expect(Double(late.tokens) < 1.02 * Double(early.tokens), "\(early) and \(late)")
            #expect(steps.allSatisfy { $0.tokens < mode.limit * 3 / 2 })
            let row =
                "| \(mode.rawValue) | "
                + [0..<50, 50..<100, 100..<200, 200..<301].map { range in
                    let peak = peak(of: steps[range])
                    return "\(peak.bytes) / \(peak.tokens)"
                }.joined(separator: " | ") + " |"
            let page = try text(Repository.path("docs/context.md"))
            #expect(page.contains(row), "docs/context.md is to have the row\n\(row)")
        }
    }

    private struct Step {
        var bytes: Int
        var tokens: Int
    }

    private func peak(of steps: ArraySlice<Step>) -> Step {
        Step(
            bytes: steps.map(\.bytes).max() ?? 0, tokens: steps.map(\.tokens).max() ?? 0)
    }

    /// What each request had, in bytes of its body, pictures apart, and in tokens by the service's
    /// count: how small a PNG gets depends on the processor that compresses it.
    private func run(_ mode: Mode, in folder: String) async throws -> [Step] {
        try LongRun.write(stepCount: Self.stepCount, to: folder)
        let outcome = try await serving(folder + "/script.yaml", in: folder) { url in
            try await Program.run(
                [
                    "run", "-q", "--models", "models.yaml", "--budget", "steps=400",
                    "--context", "limit=\(mode.limit)", "task.yaml",
                ] + mode.arguments,
                in: folder, environment: ["OPENAI_BASE_URL": url])
        }
        #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
        let tokens = try text(runFolder(in: folder) + "/journal.jsonl").split(separator: "\n")
            .compactMap { line -> Int? in
                let event = try JSONDecoder().decode(JournalEvent.self, from: Data(line.utf8))
                if case .decided(let decided) = event { return decided.usage.inputTokens }
                return nil
            }
        let requests = try FileManager.default.contentsOfDirectory(atPath: folder + "/requests")
        let bytes = try requests.sorted().map { name in
            try text(folder + "/requests/" + name)
                .replacing(/data:image\/png;base64,[A-Za-z0-9+\/=]*/, with: "").utf8.count
        }
        return zip(bytes, tokens).map { Step(bytes: $0, tokens: $1) }
    }
}

/// A task with as many steps as are wanted, and the script of the model that wants them.
enum LongRun {
    /// Writes `task.yaml`, `script.yaml`, `models.yaml` and a scene.
    static func write(stepCount: Int, to folder: String) throws {
        let files = [
            "scene.yaml": scene, "script.yaml": script(stepCount), "models.yaml": models,
            "task.yaml":
                "version: 1\nname: Long\ndisplay: {mock: scene.yaml}\ngoal: Go on and on.\n",
        ]
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        }
    }

    private static let models = """
        version: 1
        models:
          gpt-5.4-plain: {like: gpt-5.4, compaction: false}

        """

    /// Two buttons that write different things, so that every click changes the screen.
    private static let scene = """
        version: 1
        size: 320x200
        windows:
          - id: main
            title: Buttons
            at: [10, 36, 300, 156]
            widgets:
              - label: Ready
                id: status
                at: [20, 20, 260, 30]
              - button: One
                at: [20, 80, 100, 40]
                on: [{set: {status: "One was pressed"}}]
              - button: Two
                at: [160, 80, 100, 40]
                on: [{set: {status: "And now the other"}}]

        """

    private static func script(_ stepCount: Int) -> String {
        let turns = (0..<stepCount).map { number in
            "  - {say: Pressing the button for the time number \(number)., actions: "
                + "[click \(number.isMultiple(of: 2) ? 80 : 220) 135]}"
        }
        return "version: 1\nturns:\n" + turns.joined(separator: "\n") + "\n  - final: Enough.\n"
    }
}
