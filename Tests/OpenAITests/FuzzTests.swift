import Core
import Foundation
import TestSupport
import Testing

@testable import OpenAI

/// Replies with faults of every kind: nothing crashes, and nothing is done that was not asked for.
struct FuzzTests {
    private static let files = [
        "all-nine-actions.json", "computer-batch.json", "two-calls.json", "safety-checks.json",
        "preview-single-action.json", "function-call-beside-a-click.json", "final-answer.json",
        "pairs-and-floats.json", "failed-server-error.json", "unknown-items.json",
    ]

    @Test func noFaultInAReplyMakesAnActionOfItsOwn() throws {
        let originals = try Self.files.map(recordedReply)
        var random = SeededGenerator(seed: 2026)
        var actionCount = 0
        for round in 0..<3000 {
            let bytes = mutated(originals[round % originals.count], &random)
            guard let reply = try? ResponsesReader.read(bytes) else { continue }
            guard case .act(let proposal) = Judgement.judge(reply).choice else { continue }
            let asked = Self.actionsAsked(in: bytes)
            for case .action(let action) in proposal.actions {
                actionCount += 1
                guard asked.contains(where: { $0.means(action) }) else {
                    Issue.record("\(action) in \(String(decoding: bytes, as: UTF8.self))")
                    return
                }
            }
        }
        // Most faults leave something to do; else this test would show nothing.
        #expect(actionCount > 500)
    }

    /// Every object in the reply, as another parser reads it.
    private static func actionsAsked(in bytes: [UInt8]) -> [[String: Any]] {
        guard let json = try? JSONSerialization.jsonObject(with: Data(bytes)) else { return [] }
        return objects(in: json)
    }

    private static func objects(in value: Any) -> [[String: Any]] {
        if let members = value as? [String: Any] {
            return [members] + members.values.flatMap(objects)
        }
        return (value as? [Any] ?? []).flatMap(objects)
    }

    private func mutated(
        _ original: [UInt8], _ random: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 1...12, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 4:
                let tokens = ["null", "[]", "{}", "-1", "1e999", "\"\"", "true", ",", "\\u0000"]
                let token = tokens[Int.random(in: 0..<tokens.count, using: &random)]
                bytes.replaceSubrange(place..<end, with: token.utf8)
            default: swapNumber(in: &bytes, near: place, &random)
            }
        }
        return bytes
    }

    /// Writes another digit over the next one.
    private func swapNumber(
        in bytes: inout [UInt8], near place: Int, _ random: inout SeededGenerator
    ) {
        guard let digit = bytes[place...].firstIndex(where: { (48...57).contains($0) }) else {
            return
        }
        bytes[digit] = UInt8.random(in: 48...57, using: &random)
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
        (self[name] as? NSNumber).map { Int($0.doubleValue.rounded()) }
    }
}
