import DeskwrightTestSupport
import Foundation
import Testing

/// `--keep-requests`: what was sent, for looking at it.
struct KeptRequestsTests {
    private static let task = Repository.path("tasks/save-a-note-on-the-mock.yaml")

    @Test(arguments: ["responses", "chat"])
    func eachDifferentRequestIsKeptOnce(api: String) async throws {
        try await withScratchFolder { folder in
            var kept: [String: Data] = [:]
            // The second run begins with the very requests of the first.
            for _ in 0..<2 {
                let outcome = try await Program.run(
                    ["run", "--keep-requests", "kept", "--api", api, Self.task], in: folder)
                #expect(outcome.code == 0, "\(outcome.errors)")
                let before = kept
                kept = try contents(of: folder + "/kept")
                for (name, data) in before { #expect(kept[name] == data) }
            }
            #expect(kept.count >= 3)
            #expect(Set(kept.values).count == kept.count)
            #expect(kept.keys.allSatisfy { $0.hasPrefix(api + "-") && $0.hasSuffix(".json") })
            for data in kept.values {
                let body = try JSONSerialization.jsonObject(with: data) as? [String: Any]
                #expect(body?["model"] as? String == "gpt-5.4")
            }
        }
    }

    @Test func aFolderThatCannotBeMadeIsSaid() async throws {
        try await withScratchFolder { folder in
            let outcome = try await Program.run(
                ["run", "--keep-requests", "/dev/null/kept", Self.task], in: folder)
            #expect(outcome.code == 3)
            let said = outcome.output + outcome.errors
            #expect(
                said.contains("cannot keep requests in \"/dev/null/kept\": Not a directory\n"),
                "\(said)")
            #expect(said.contains("hint: is there room, and may you write there?"), "\(said)")
        }
    }

    private func contents(of folder: String) throws -> [String: Data] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)))
            })
    }
}
