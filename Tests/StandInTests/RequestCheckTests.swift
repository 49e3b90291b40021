import Testing

@testable import DeskwrightStandIn

/// What the first refusal of a body says.
private struct Refused: Sendable, CustomTestStringConvertible {
    let message: String
    var param: String?
    var code: String?
    var status = 400
    let body: JSON

    var testDescription: String { message }
}

struct RequestCheckTests {
    private static let chain = ChainLookup.found(.start)

    private func expect(_ refused: Refused, chain: ChainLookup = chain) {
        let fault = RequestCheck.faults(in: refused.body, chain: chain).first
        #expect(fault?.message == refused.message)
        #expect(fault?.param == refused.param)
        #expect(fault?.code == refused.code)
        #expect(fault?.status == refused.status)
    }

    @Test(arguments: Dialect.allCases)
    func aRequestInOrderIsTaken(dialect: Dialect) throws {
        let picture = try pictureURL()
        for body in [
            dialect.first(), dialect.first(picture: picture),
            dialect.request([
                "input": "Save the note.", "store": true, "metadata": ["a": "b"],
                "instructions": .null,
                "parallel_tool_calls": false, "max_output_tokens": 2000, "stream": false,
                "include": ["reasoning.encrypted_content"], "service_tier": "auto",
            ]),
        ] {
            #expect(RequestCheck.faults(in: body, chain: Self.chain) == [])
        }
    }

    private static let form: [Refused] = [
        Refused(
            message: "Invalid type for the request body: expected an object.", code: "invalid_type",
            body: [1]),
        Refused(
            message: "Missing required parameter: 'model'.", param: "model",
            code: "missing_required_parameter",
            body: Dialect.batched.first().with("model", nil)),
        Refused(
            message: "Unknown parameter: 'modle'.", param: "modle", code: "unknown_parameter",
            body: Dialect.batched.first().with("modle", "gpt-5.4")),
        Refused(
            message: "Invalid type for 'model': expected a string, but got an integer instead.",
            param: "model", code: "invalid_type", body: Dialect.batched.first().with("model", 5)),
        Refused(
            message: "Invalid type for 'input': expected a string or an array, but got an object "
                + "instead.", param: "input", code: "invalid_type",
            body: Dialect.batched.request(["input": [:]])),
        Refused(
            message: "Invalid 'max_output_tokens': integer below minimum value. Expected a value "
                + ">= 16, but got 1 instead.",
            param: "max_output_tokens", code: "integer_below_min_value",
            body: Dialect.batched.first().with("max_output_tokens", 1)),
        Refused(
            message: "Invalid type for 'max_output_tokens': expected an integer, but got a decimal "
                + "number instead.", param: "max_output_tokens", code: "invalid_type",
            body: Dialect.batched.first().with("max_output_tokens", .number(20.5))),
        Refused(
            message: "Invalid value: 'off'. Supported values are: 'auto' and 'disabled'.",
            param: "truncation", code: "invalid_value",
            body: Dialect.batched.first().with("truncation", "off")),
        Refused(
            message: "Invalid value: 'huge'. Supported values are: 'none', 'minimal', 'low', "
                + "'medium', 'high', 'xhigh', and 'max'.",
            param: "reasoning.effort", code: "invalid_value",
            body: Dialect.batched.first().with("reasoning", ["effort": "huge"])),
        Refused(
            message: "Missing required parameter: 'input'.", param: "input",
            code: "missing_required_parameter", body: Dialect.batched.request([:])),
        Refused(
            message: "Missing required parameter: 'input[0].content'.", param: "input[0].content",
            code: "missing_required_parameter",
            body: Dialect.batched.request(["input": [["role": "user"]]])),
        Refused(
            message: "Unknown parameter: 'input[0].output.url'.", param: "input[0].output.url",
            code: "unknown_parameter",
            body: Dialect.batched.request([
                "input": [
                    [
                        "type": "computer_call_output", "call_id": "call_1",
                        "output": ["type": "computer_screenshot", "url": "x"],
                    ]
                ]
            ])),
        Refused(
            message: "Invalid value: 'input_image'. Supported values are: 'computer_screenshot'.",
            param: "input[0].output.type", code: "invalid_value",
            body: Dialect.batched.request([
                "input": [
                    [
                        "type": "computer_call_output", "call_id": "call_1",
                        "output": ["type": "input_image", "image_url": "x"],
                    ]
                ]
            ])),
        Refused(
            message: "Invalid 'input[0].call_id': string too long. Expected a string with maximum "
                + "length 64, but got a string with length 65 instead.",
            param: "input[0].call_id", code: "string_above_max_length",
            body: Dialect.batched.request([
                "input": [
                    [
                        "type": "computer_call_output",
                        "call_id": .string(String(repeating: "c", count: 65)),
                        "output": ["type": "computer_screenshot"],
                    ]
                ]
            ])),
    ]

    @Test(arguments: form) private func aBodyOfAnotherFormIsRefused(refused: Refused) {
        expect(refused)
    }

    @Test func anUnknownItemIsRefusedWithAllThatAreKnown() throws {
        let body = Dialect.batched.request(["input": [["type": "computer_output"]]])
        let fault = try #require(RequestCheck.faults(in: body, chain: Self.chain).first)
        #expect(fault.message.hasPrefix("Invalid value: 'computer_output'. Supported values are: "))
        #expect(fault.message.contains("'computer_call_output', "))
        #expect(fault.param == "input[0].type")
    }

    private static let tools: [Refused] = [
        Refused(
            message: "Tool 'computer_use_preview' is not supported with gpt-5.4.", param: "tools",
            body: Dialect.preview.first().with("model", "gpt-5.4")),
        Refused(
            message: "Tool 'computer' is not supported with computer-use-preview.", param: "tools",
            body: Dialect.batched.first().with("model", "computer-use-preview")),
        Refused(
            message: "Tool 'computer' is not supported with gpt-5.4-nano.", param: "tools",
            body: Dialect.batched.first().with("model", "gpt-5.4-nano")),
        Refused(
            message: "The model `stand-in` does not exist or you do not have access to it.",
            code: "model_not_found", status: 404,
            body: Dialect.batched.first().with("model", "stand-in")),
        Refused(
            message: "Unknown parameter: 'tools[0].display_width'.",
            param: "tools[0].display_width", code: "unknown_parameter",
            body: Dialect.batched.first().with(
                "tools", [["type": "computer", "display_width": 64]])),
        Refused(
            message: "Missing required parameter: 'tools[0].display_height'.",
            param: "tools[0].display_height", code: "missing_required_parameter",
            body: Dialect.preview.first().with(
                "tools",
                [["type": "computer_use_preview", "display_width": 6, "environment": "linux"]])),
        Refused(
            message: "Missing required parameter: 'tools[0].environment'.",
            param: "tools[0].environment", code: "missing_required_parameter",
            body: Dialect.preview.first().with(
                "tools",
                [["type": "computer_use_preview", "display_width": 6, "display_height": 4]])),
        Refused(
            message: "Invalid value: 'x11'. Supported values are: 'windows', 'mac', 'linux', "
                + "'ubuntu', and 'browser'.",
            param: "tools[0].environment", code: "invalid_value",
            body: Dialect.preview.first().with(
                "tools",
                [
                    [
                        "type": "computer_use_preview", "display_width": 6, "display_height": 4,
                        "environment": "x11",
                    ]
                ])),
        Refused(
            message: "Invalid value for 'truncation': the tool 'computer_use_preview' requires "
                + "'auto'.", param: "truncation", code: "invalid_value",
            body: Dialect.preview.first().with("truncation", nil)),
        Refused(
            message: "The stand-in server does not offer requests without a computer tool.",
            param: "tools", code: "stand_in_unsupported",
            body: Dialect.batched.first().with("tools", [["type": "web_search"]])),
        Refused(
            message: "Unsupported value: 'minimal' is not supported with the 'gpt-5.4' model. "
                + "Supported values are: 'none', 'low', 'medium', 'high', 'xhigh'.",
            param: "reasoning.effort", code: "unsupported_value",
            body: Dialect.batched.first().with("reasoning", ["effort": "minimal"])),
        Refused(
            message: "Unsupported parameter: 'temperature' is not supported with this model.",
            param: "temperature", code: "unsupported_parameter",
            body: Dialect.batched.first().with("temperature", 1)),
        Refused(
            message: "The stand-in server does not offer background responses.",
            param: "background", code: "stand_in_unsupported",
            body: Dialect.batched.first().with("background", true)),
        Refused(
            message: "The stand-in server does not offer 'conversation'.", param: "conversation",
            code: "stand_in_unsupported",
            body: Dialect.batched.first().with("conversation", "conv_1")),
    ]

    @Test(arguments: tools) private func whatDoesNotGoTogetherIsRefused(refused: Refused) {
        expect(refused)
    }
}
