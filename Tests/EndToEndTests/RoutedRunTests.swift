import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

/// `model: auto` against the stand-in: the goal is sorted, and the next model takes over.
struct RoutedRunTests {
    @Test(arguments: ["responses", "chat"])
    func aModelThatGivesUpIsFollowedByTheNext(api: String) async throws {
        try await withScratchFolder { folder in
            try write(Self.script, to: folder + "/script.yaml")
            try write(Self.task, to: folder + "/task.yaml")
            let outcome = try await serving(folder + "/script.yaml", in: folder) { url in
                try await Program.run(
                    ["run", "--api", api, "task.yaml"], in: folder,
                    environment: ["OPENAI_BASE_URL": url])
            }
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
            let journal = try events(in: runFolder(in: folder))
            let notes = journal.compactMap { event in
                if case .noted(let note) = event { note } else { nil }
            }
            let sorted = "gpt-5.6-luna at effort none takes the goal for simple, for $0.0"
            #expect(notes.first?.hasPrefix(sorted) == true, "\(notes)")
            #expect(
                notes.first?.hasSuffix("one button; gpt-5.4-mini at effort low is asked") == true)
            #expect(
                notes.contains(
                    "gpt-5.4 at effort low takes over from gpt-5.4-mini at effort low, because it "
                        + "gives up: it is greyed out."), "\(notes)")
            let decided = journal.compactMap { event in
                if case .decided(let decided) = event { decided } else { nil }
            }
            #expect(decided.map(\.choice) == ["act", "act", "done"])
            #expect(decided.map(\.actions) == [["click 5 5"], ["click 9 9"], []])
            // The sorter's request and the one in which the first model gave up are paid for too.
            let asked = try models(in: folder + "/requests")
            #expect(asked.first == "gpt-5.6-luna")
            #expect(
                asked.uniqued() == ["gpt-5.6-luna", "gpt-5.4-mini", "gpt-5.4"])
            #expect(decided.reduce(0) { $0 + $1.usage.requests } == asked.count)
        }
    }

    /// What the models were that were asked, in order.
    private func models(in folder: String) throws -> [String] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try names.sorted().map { name in
            let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
            let body = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            return body?["model"] as? String ?? ""
        }
    }

    private func events(in run: String) throws -> [JournalEvent] {
        try text(run + "/journal.jsonl").split(separator: "\n").map { line in
            try JSONDecoder().decode(JournalEvent.self, from: Data(line.utf8))
        }
    }

    private static let task = """
        version: 1
        name: Routed
        display: {mock: \(Repository.path("fixtures/scenes/notes.yaml"))}
        model: {name: auto}
        goal: Press the button.

        """

    /// The stronger model has to be told what the other did: else it waits until it fails.
    private static let script = """
        version: 1
        answer: "simple: one button"
        turns:
          - {for: gpt-5.4-mini, actions: [click 5 5]}
          - {for: gpt-5.4-mini, final: "CANNOT: it is greyed out."}
          - {when: {told: click 5 5}, actions: [click 9 9]}
          - final: All is done.

        """
}

extension [String] {
    /// Each once, where it came first.
    fileprivate func uniqued() -> [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
