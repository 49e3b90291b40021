import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightOpenAI

/// Ten thousand replies with faults of every kind for each dialect: nothing crashes, nothing hangs, and
/// nothing is done that was not asked for.
@Suite(.timeLimit(.minutes(5)))
struct FuzzTests {
    private static let computerFiles = [
        "all-nine-actions.json", "computer-batch.json", "two-calls.json", "safety-checks.json",
        "function-call-beside-a-click.json", "final-answer.json", "pairs-and-floats.json",
        "failed-server-error.json", "unknown-items.json",
    ]

    /// All nine actions, one a reply, as the preview tool has them.
    private static func previewReplies() throws -> [[UInt8]] {
        let whole = try JSONParser.parse(recordedReply("all-nine-actions.json"))
        let call = whole["output"]?.array?.first { $0["type"] == "computer_call" }
        return [try recordedReply("preview-single-action.json")]
            + (call?["actions"]?.array ?? []).map { action in
                JSONWriter.write([
                    "id": "resp_1", "status": "completed",
                    "output": [
                        [
                            "type": "computer_call", "id": "cu_1", "call_id": "call_1",
                            "status": "completed", "pending_safety_checks": [], "action": action,
                        ]
                    ],
                ])
            }
    }

    /// All nine actions as calls of functions, and computer calls of servers that have them.
    private static func chatReplies() throws -> [[UInt8]] {
        let whole = try JSONParser.parse(recordedReply("all-nine-actions.json"))
        let actions =
            whole["output"]?.array?.first { $0["type"] == "computer_call" }?["actions"]?.array ?? []
        let functions = actions.enumerated().map { index, action -> JSONValue in
            [
                "id": .string("call_\(index)"), "type": "function",
                "function": [
                    "name": action["type"] ?? .null, "arguments": .string(action.description),
                ],
            ]
        }
        let tools = actions.enumerated().map { index, action -> JSONValue in
            [
                "id": .string("call_\(index)"), "type": "computer_use_preview", "action": action,
                "pending_safety_checks": [["id": "sc_1", "code": "c", "message": "m"]],
            ]
        }
        return [Array(functions.prefix(5)), Array(functions.dropFirst(4)), tools].map { calls in
            JSONWriter.write([
                "id": "chatcmpl-1", "usage": ["prompt_tokens": 12, "completion_tokens": 3],
                "choices": [
                    [
                        "index": 0, "finish_reason": "tool_calls",
                        "message": [
                            "role": "assistant", "content": "Now.", "reasoning_content": "Hm.",
                            "tool_calls": .array(calls),
                        ],
                    ]
                ],
            ])
        }
    }

    enum Kind: CaseIterable, Sendable {
        case computer, preview, chat

        var dialect: any Dialect {
            switch self {
            case .computer, .preview: ResponsesDialect(settings: testSettings)
            case .chat: ChatDialect(settings: testSettings)
            }
        }

        func replies() throws -> [[UInt8]] {
            switch self {
            case .computer: try FuzzTests.computerFiles.map(recordedReply)
            case .preview: try FuzzTests.previewReplies()
            case .chat: try FuzzTests.chatReplies()
            }
        }
    }

    @Test(arguments: Kind.allCases)
    func noFaultInAReplyMakesAnActionOfItsOwn(kind: Kind) throws {
        let originals = try kind.replies()
        var mutation = Mutation(seed: 2026)
        var actionCount = 0
        for round in 0..<10_000 {
            let bytes = mutation(originals[round % originals.count])
            guard let reply = try? kind.dialect.read(bytes) else { continue }
            let actions = Self.actions(of: reply)
            if !actions.isEmpty {
                let asked = Self.actionsAsked(in: bytes)
                for action in actions where !asked.contains(where: { $0.means(action) }) {
                    Issue.record("\(action) in \(String(decoding: bytes, as: UTF8.self))")
                    return
                }
                actionCount += actions.count
            }
            try Self.expectAnswers(to: reply, kind)
        }
        // Many faults leave something to do; else this test would show nothing.
        #expect(actionCount > 2000, "\(actionCount)")
    }

    /// Damage to the events of a stream, which then come in parts of any size.
    @Test(arguments: [Kind.computer, .chat])
    func noFaultInAStreamMakesAnActionOfItsOwn(kind: Kind) throws {
        let originals = try kind.replies().map { body in
            try Array((kind == .chat ? streamedCompletion : streamedResponse)(body).joined().utf8)
        }
        var mutation = Mutation(seed: 7)
        var actionCount = 0
        for round in 0..<2_000 {
            let bytes = mutation(originals[round % originals.count])
            let listener = StreamListener(kind.dialect.assembly.init()) { _ in }
            var rest = bytes[...]
            while !rest.isEmpty {
                let part = rest.prefix(1 + mutation.number(below: 400))
                rest = rest.dropFirst(part.count)
                if listener.take(part) { break }
            }
            guard let reply = try? kind.dialect.read(bytes, contentType: "text/event-stream"),
                let whole = try? kind.dialect.assembly.assemble(bytes)
            else { continue }
            let actions = Self.actions(of: reply)
            let asked = actions.isEmpty ? [] : Self.actionsAsked(in: JSONWriter.write(whole))
            for action in actions where !asked.contains(where: { $0.means(action) }) {
                Issue.record("\(action) in \(String(decoding: bytes, as: UTF8.self))")
                return
            }
            actionCount += actions.count
        }
        #expect(actionCount > 200, "\(actionCount)")
    }

    private static func actions(of reply: Reply) -> [Action] {
        guard case .act(let proposal) = Judgement.judge(reply).choice else { return [] }
        return proposal.actions.compactMap { proposed in
            if case .action(let action) = proposed { action } else { nil }
        }
    }

    /// Whatever the reply was: the next request answers each of its calls once.
    private static func expectAnswers(to reply: Reply, _ kind: Kind) throws {
        let judgement = Judgement.judge(reply)
        guard judgement.goesOn else { return }
        var (dialect, conversation) = (kind.dialect, Conversation(goal: "Go."))
        let picture = Picture(outlineOf: Size(width: 8, height: 8), rule: .unknown)
        dialect.goOn(from: reply, to: conversation, picture)
        conversation.goOn(from: reply, words: [:])
        let request = dialect.request(conversation, picture, isLast: false)
        // Without an id of its own the response is not gone on from.
        guard kind == .chat || dialect.isHeldByService else { return }
        let items = (request["messages"] ?? request["input"])?.array ?? []
        let answers = items.compactMap { ($0["tool_call_id"] ?? $0["call_id"])?.string }
        let calls = Set(reply.computerCalls.map(\.callID) + reply.strangeCalls.map(\.callID))
        guard answers.count == Set(answers).count, Set(answers) == calls else {
            Issue.record("\(calls) answered by \(answers)")
            return
        }
    }

    /// Every object in the reply, as another parser reads it; a function's arguments with its name.
    private static func actionsAsked(in bytes: [UInt8]) -> [[String: Any]] {
        guard let json = parsed(String(decoding: bytes, as: UTF8.self)) else { return [] }
        return objects(in: json)
    }

    /// That parser gives up at numbers beyond all bounds, which make no action anyway.
    private static func parsed(_ text: String) -> Any? {
        if let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) { return value }
        let bounded = text.replacing(/[0-9.]+[eE]\+?[0-9]{3,}/, with: "1e300")
        return try? JSONSerialization.jsonObject(with: Data(bounded.utf8))
    }

    private static func objects(in value: Any) -> [[String: Any]] {
        guard let members = value as? [String: Any] else {
            return (value as? [Any] ?? []).flatMap(objects)
        }
        var found = [members] + members.values.flatMap(objects)
        if let name = members["action"] as? String {
            found.append(members.merging(["type": name]) { $1 })
        }
        let text = members["arguments"] as? String
        let parsed = text.map { $0.allSatisfy(\.isWhitespace) ? "{}" : $0 }.flatMap(parsed)
        // A function without arguments is called with none.
        let arguments = parsed ?? (text == nil ? members["arguments"] ?? [String: Any]() : nil)
        if let name = members["name"] as? String {
            let given = arguments is NSNull ? [String: Any]() : arguments as? [String: Any]
            if let given { found.append(given.merging(["type": name]) { $1 }) }
        }
        if let parsed { found += objects(in: parsed) }
        return found
    }
}

extension [String: Any] {
    /// Whether this object asks for the action, in the API's words.
    fileprivate func means(_ action: Action) -> Bool {
        let type = self["type"] as? String
        switch action {
        case .click(let point, let button, _):
            let name = self["button"] as? String ?? "left"
            return type == "click" && name == button.rawValue && isAt(point)
        case .doubleClick(let point, _): return type == "double_click" && isAt(point)
        case .tripleClick: return false
        case .drag(let path, _):
            return type == "drag" && (self["path"] as? [Any])?.count == path.count
        case .move(let point, _): return type == "move" && isAt(point)
        case .press(let keys):
            return type == "keypress" && self["keys"] as? [String] == keys.map(\.name)
        case .screenshot: return type == "screenshot"
        case .scroll(let point, let dx, let dy, _):
            return type == "scroll" && isAt(point) && number("scroll_x") ?? 0 == dx
                && number("scroll_y") ?? 0 == dy
        case .type(let text): return type == "type" && self["text"] as? String == text
        case .wait: return type == "wait"
        }
    }

    private func isAt(_ point: Point) -> Bool { number("x") == point.x && number("y") == point.y }

    private func number(_ name: String) -> Int? {
        (self[name] as? NSNumber).flatMap { Int(exactly: $0.doubleValue.rounded()) }
    }
}
