import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightStandIn

/// Requests come from outside: whatever they hold, there is an answer.
struct RequestFuzzTests {
    private static let codes: Set<Int> = [200, 400, 404]

    /// Values that stand where others are wanted.
    fileprivate static let oddities: [JSON] = [
        .null, true, 0, -1, .integer(.max), .integer(.min), .number(0.5), "", "call_1", "auto", [],
        [[]], [:], ["type": "message"], ["type": "computer_call"], "data:image/png;base64,AAAA",
        .string(String(repeating: "x", count: 300)),
    ]

    private func seeds() throws -> [JSON] {
        let picture = try pictureURL()
        let call: JSON = [
            "type": "computer_call", "id": "cu_1", "call_id": "call_1", "status": "completed",
            "pending_safety_checks": [["id": "cu_sc_1"]], "actions": [["type": "wait"]],
        ]
        return Dialect.allCases.flatMap { dialect -> [JSON] in
            let output = dialect.output(for: call, picture: picture)
            return [
                dialect.first(picture: picture), dialect.request(["input": [call, output]]),
                dialect.request(["input": [output], "previous_response_id": "resp_1"]),
            ]
        }
    }

    @Test func aBodyWithStrangeValuesIsTakenOrRefused() throws {
        var random = SeededGenerator(seed: 3)
        let seeds = try seeds()
        var taken = 0
        for number in 0..<1000 {
            var body = seeds[number % seeds.count]
            for _ in 0..<Int.random(in: 1...3, using: &random) { body.damage(using: &random) }
            let chain = number.isMultiple(of: 3) ? ChainLookup.found(.start) : .found(Self.pending)
            let faults = RequestCheck.faults(in: body, chain: chain)
            #expect(faults.allSatisfy { !$0.message.isEmpty && Self.codes.contains($0.status) })
            if faults.isEmpty { taken += 1 }
        }
        // Neither everything nor nothing: the damage is of the right size.
        #expect((1..<900).contains(taken))
    }

    private static let pending: ChainPoint = {
        var point = ChainPoint.start
        point.responseID = "resp_1"
        point.pending = [PendingCall(id: "call_1", safetyChecks: ["cu_sc_1"])]
        return point
    }()

    @Test func aBodyWithStrangeBytesIsAnsweredOverHTTP() async throws {
        var random = SeededGenerator(seed: 5)
        let bodies = try seeds().map { Array($0.text.utf8) }
        let script = ModelScript(turns: [ScriptTurn(.finish("Done."))])
        var requests: [Data] = []
        for number in 0..<1000 {
            var bytes = bodies[number % bodies.count]
            // Some stay as they are: which of the others are still taken depends on the picture's
            // bytes, and these on the processor.
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(contentsOf: bytes.prefix(place).suffix(9), at: place)
                default: bytes.removeSubrange(place...)
                }
                if bytes.isEmpty { bytes = [0x7B] }
            }
            requests.append(Data(bytes))
        }
        let sent = requests
        try await withServer(script) { client in
            var statuses: Set<Int> = []
            for request in sent {
                let answer = try await client.post(request)
                statuses.insert(answer.status)
                let json = try answer.json
                #expect((json["error"] ?? .null) == .null || json["error"]?.has("message") == true)
            }
            #expect(statuses.isSubset(of: Self.codes))
            #expect(statuses.isSuperset(of: [200, 400]))
        }
    }
}

extension JSON {
    /// Puts something else into one place of the value, or takes it out.
    fileprivate mutating func damage(using random: inout SeededGenerator) {
        let isHere = Int.random(in: 0..<6, using: &random) == 0
        switch self {
        case .array(var elements) where !elements.isEmpty && !isHere:
            let index = Int.random(in: elements.indices, using: &random)
            elements[index].damage(using: &random)
            self = .array(elements)
        case .object(var members) where !members.isEmpty && !isHere:
            let keys = members.keys.sorted()
            let key = keys[Int.random(in: keys.indices, using: &random)]
            switch Int.random(in: 0..<8, using: &random) {
            case 0: members[key] = nil
            case 1: members[key + "s"] = members[key]
            default: members[key]?.damage(using: &random)
            }
            self = .object(members)
        case _:
            let odd = RequestFuzzTests.oddities
            self = odd[Int.random(in: odd.indices, using: &random)]
        }
    }
}
