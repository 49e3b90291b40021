import DeskwrightCore
import DeskwrightHTTP
import Foundation
import Testing

@testable import DeskwrightOpenAI

/// Long conversations with a service that keeps nothing.
struct TranscriptTests {
    private static let turnCount = 300

    /// The bodies of a run of three hundred steps, one for all tests.
    private static let longRun = Task { try await makeLongRun() }

    private static func makeLongRun() async throws -> [String] {
        let replies = (0..<turnCount).map { number in
            ScriptedService.Answer.completion(
                #"{"role":"assistant","content":null,"tool_calls":[{"id":"call_a\#(number)","#
                    + #""type":"function","function":{"name":"click","arguments":"#
                    + #""{\"x\":\#(number % 60),\"y\":1}"}},{"id":"call_b\#(number)","#
                    + #""type":"function","function":{"name":"wait","arguments":"{}"}}]}"#,
                finish: "tool_calls")
        }
        let bench = try Bench(replies) { $0.api = .chat }
        var results: [ActionReport] = []
        for number in 0..<turnCount {
            let decision = try await bench.planner.decide(
                .showing(results: results, notes: ["This is turn \(number)."]))
            guard case .act(let proposal) = decision.choice else { throw Unexpected(decision) }
            results = proposal.actions.map { proposed in
                guard case .action(let action) = proposed else { preconditionFailure() }
                return ActionReport(action: action.description, result: .delivered())
            }
        }
        return bench.service.requests.map { String(decoding: $0.body, as: UTF8.self) }
    }

    @Test func aLongRunStaysOfOneSize() async throws {
        let bodies = try await Self.longRun.value
        let early = try #require(bodies[120..<160].map(\.utf8.count).max())
        let late = try #require(bodies[260...].map(\.utf8.count).max())
        #expect(Double(late) < 1.02 * Double(early), "\(early) and \(late) bytes")
        // It would be thousands of pictures otherwise.
        for body in bodies {
            #expect(body.components(separatedBy: "data:image/png").count <= 7)
            #expect(body.contains("Open example.org."))
        }
    }

    @Test func everyCallStandsWithItsAnswer() async throws {
        for body in try await Self.longRun.value {
            var open: Set<String> = []
            for message in try JSONParser.parse(Array(body.utf8))["messages"]?.array ?? [] {
                if let id = message["tool_call_id"]?.string {
                    #expect(open.remove(id) != nil, "nobody called \(id)")
                } else {
                    #expect(open.isEmpty, "\(open) were never answered")
                    open = Set(
                        (message["tool_calls"]?.array ?? []).compactMap { $0["id"]?.string })
                }
            }
            #expect(open.isEmpty)
        }
    }

    @Test func mostRequestsBeginLikeTheOneBefore() async throws {
        let bodies = try await Self.longRun.value
        let kept = zip(bodies, bodies.dropFirst()).count { before, after in
            // The end of the messages, and all that follows it, differs always.
            before.range(of: "],\"model\"").map { after.hasPrefix(before[..<$0.lowerBound]) }
                == true
        }
        // Each chunk of four pictures, and each of twenty turns, breaks it once.
        #expect(kept >= Self.turnCount * 7 / 10, "\(kept)")
    }

    @Test func whatIsForgottenIsToldInALine() async throws {
        let last = try #require(try await Self.longRun.value.last)
        let messages = try #require(try JSONParser.parse(Array(last.utf8))["messages"]?.array)
        let story = messages[1]["content"]?.array?.first?["text"]?.string ?? ""
        #expect(story.hasPrefix("Open example.org.\n\nDone so far, oldest first:\n"))
        // Sixty lines, and two of the beginning and an empty one.
        #expect(story.split(separator: "\n").count == 62)
        #expect(story.hasSuffix("wait: done"))
    }

    @Test func oldPicturesGoInChunks() {
        var transcript = Transcript(
            limits: .init(pictureCount: 1, pictureChunk: 2, passageCount: 3, passageChunk: 3))
        func passage(_ number: Int) -> Transcript.Passage {
            Transcript.Passage(history: ["\(number)"]) { shown in
                [.string(shown ? "p\(number)" : "s\(number)")]
            }
        }
        transcript.open(with: passage(0))
        var seen: [String] = []
        for number in 1...6 {
            transcript.append(passage(number)) { history in
                Transcript.Passage(history: history) { _ in
                    [.string("o" + history.joined(separator: "+"))]
                }
            }
            seen.append(transcript.items.compactMap(\.string).joined(separator: " "))
        }
        #expect(
            seen == [
                "p0 p1", "s0 s1 p2", "s0 s1 p2 p3", "s0 s1 s2 s3 p4", "s0 s1 s2 s3 p4 p5",
                "o0+1+2+3 s4 s5 p6",
            ])
    }
}
