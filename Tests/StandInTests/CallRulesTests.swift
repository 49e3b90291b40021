import Testing

@testable import DeskwrightStandIn

/// What has to be answered after a computer call.
struct CallRulesTests {
    private static let point: ChainPoint = {
        var point = ChainPoint.start
        point.responseID = "resp_1"
        point.pending = [PendingCall(id: "call_1", safetyChecks: ["cu_sc_1", "cu_sc_2"])]
        return point
    }()

    private func messages(_ input: JSON, chain: ChainLookup = .found(point)) -> [String] {
        let body = Dialect.batched.request(["previous_response_id": "resp_1", "input": input])
        return RequestCheck.faults(in: body, chain: chain).map(\.message)
    }

    private func output(_ call: String, acknowledging ids: [String] = []) throws -> JSON {
        [
            "type": "computer_call_output", "call_id": .string(call),
            "acknowledged_safety_checks": .array(ids.map { ["id": .string($0)] }),
            "output": ["type": "computer_screenshot", "image_url": .string(try pictureURL())],
        ]
    }

    @Test func anAnswerWithEveryCheckIsTaken() throws {
        #expect(messages([try output("call_1", acknowledging: ["cu_sc_2", "cu_sc_1"])]) == [])
    }

    @Test(arguments: [JSON.array([]), "go on", [["role": "user", "content": "go on"]]])
    func anUnansweredCallIsRefused(input: JSON) {
        #expect(messages(input) == ["No tool output found for computer call call_1."])
    }

    @Test func anAnswerToNoCallIsRefused() throws {
        #expect(
            messages([try output("call_9")]) == [
                "No tool call found for computer call output with call_id call_9.",
                "No tool output found for computer call call_1.",
            ])
    }

    @Test func aSecondAnswerToTheSameCallIsRefused() throws {
        let answer = try output("call_1", acknowledging: ["cu_sc_1", "cu_sc_2"])
        #expect(
            messages([answer, answer])
                == ["No tool call found for computer call output with call_id call_1."])
    }

    @Test func anUnacknowledgedCheckIsRefused() throws {
        #expect(
            messages([try output("call_1", acknowledging: ["cu_sc_2"])])
                == ["Computer tool has unacknowledged safety check for ['cu_sc_1']"])
        #expect(
            messages([try output("call_1")])
                == ["Computer tool has unacknowledged safety check for ['cu_sc_1', 'cu_sc_2']"])
    }

    @Test func anUnknownResponseIsRefusedFirst() throws {
        let faults = messages(
            [try output("call_1")], chain: .unknown(responseID: "resp_9"))
        #expect(faults.first == "Previous response with id 'resp_9' not found.")
    }

    @Test func aCallSentBackIsAnsweredInTheSameRequest() throws {
        let call: JSON = [
            "type": "computer_call", "id": "cu_1", "call_id": "call_7", "status": "completed",
            "pending_safety_checks": [], "actions": [["type": "wait"]],
        ]
        func messages(_ input: [JSON]) -> [String] {
            RequestCheck.faults(
                in: Dialect.batched.request(["input": .array(input)]), chain: .found(.start)
            ).map(\.message)
        }
        #expect(messages([call, try output("call_7")]) == [])
        #expect(messages([call]) == ["No tool output found for computer call call_7."])
        #expect(messages([try output("call_7"), call]).count == 2)
    }
}
