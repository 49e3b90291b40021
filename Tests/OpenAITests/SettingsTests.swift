import DeskwrightCore
import DeskwrightHTTP
import Testing

@testable import DeskwrightOpenAI

/// Settings that do not go together.
struct SettingsTests {
    private func settings(
        _ model: String, _ api: ModelAPI, tool: ComputerTool? = nil,
        effort: ReasoningEffort? = nil
    ) throws -> OpenAISettings {
        var settings = OpenAISettings(
            model: model, baseAddress: try WebAddress(OpenAISettings.defaultBaseURL))
        settings.api = api
        settings.tool = tool
        settings.effort = effort
        return settings
    }

    @Test(
        arguments: [
            ("gpt-5.4", .responses, nil, nil), ("gpt-5.4", .chat, nil, nil),
            ("gpt-5.4-nano", .chat, nil, nil), ("my-model", .chat, .preview, nil),
            (
                "gpt-5.4", .chat, .computer, "the Chat Completions API has no tool computer"
            ),
            (
                "computer-use-preview", .chat, nil,
                "computer-use-preview takes no tools in the Chat Completions API"
            ),
            (
                "gpt-6-astra", .chat, nil,
                "gpt-6-astra takes no tools in the Chat Completions API"
            ),
            ("gpt-5.4-nano", .responses, nil, "gpt-5.4-nano takes no computer tool"),
            (
                "gpt-5.4", .responses, .preview,
                "gpt-5.4 does not take computer_use_preview, only computer"
            ),
        ] as [(String, ModelAPI, ComputerTool?, String?)])
    func whatDoesNotGoTogetherIsSaid(
        model: String, api: ModelAPI, tool: ComputerTool?, reason: String?
    ) throws {
        #expect(try settings(model, api, tool: tool).objection?.reason == reason)
    }

    @Test func theHintSaysWhatWouldGo() throws {
        #expect(
            try settings("computer-use-preview", .chat).objection?.hint
                == "ask it with --api responses")
        #expect(
            try settings("gpt-5.4-nano", .responses).objection?.hint
                == "--api chat gives it functions instead")
        #expect(
            try settings("gpt-5.4", .chat, effort: .max).objection?.reason
                == "gpt-5.4 does not take the effort max, only none, low, medium, high, xhigh")
    }

    @Test func anEffortInChatCompletionsIsWarnedOf() throws {
        let warnings = try settings("gpt-5.4", .chat, effort: .low).warnings(today: "2026-11-24")
        #expect(
            warnings == [
                "in the Chat Completions API the effort low may be ignored, or refused: then the "
                    + "run goes on without it"
            ])
        #expect(try settings("gpt-5.4", .chat).warnings(today: "2026-11-24").isEmpty)
        let responses = try settings("gpt-5.4", .responses, effort: .low)
        #expect(responses.warnings(today: "2026-11-24").isEmpty)
    }
}
