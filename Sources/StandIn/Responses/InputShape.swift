/// The forms of entries of `input`.
///
/// - SeeAlso: `ResponseInputItemParam` and `ComputerCallOutput` of OpenAI's Python library 3.54.0.
enum InputShape {
    static let item = Shape.tagged(
        by: "type", absent: "message",
        [
            "message": message, "computer_call": computerCall,
            "computer_call_output": computerCallOutput, "reasoning": reasoning,
            "function_call_output": .object([
                "type": .required(.string), "call_id": .optional(.nullable(callID)),
                "output": .required(.either(.string, .list(part))), "id": .optional(nullableID),
                "status": .optional(.nullable(progress)), "name": .optional(.nullable(.string)),
                "namespace": .optional(.nullable(.string)), "caller": .optional(.anything),
            ]),
            "item_reference": .object(["type": .optional(.string), "id": .required(.string)]),
        ].merging(others.map { ($0, .map(.anything)) }, uniquingKeysWith: { known, _ in known }))

    /// `detail` of a picture.
    static let details = ["low", "high", "auto", "original"]

    private static let callID = Shape.string(longest: 64)
    private static let nullableID = Shape.nullable(.string)
    private static let progress = Shape.word(["in_progress", "completed", "incomplete"])
    private static let phase = Shape.nullable(.word(["commentary", "final_answer"]))

    /// What a user says, and what the model said before.
    private static let message = Shape.object([
        "type": .optional(.string),
        "role": .required(.word(["user", "assistant", "system", "developer"])),
        "content": .required(.either(.string, .list(part))),
        "status": .optional(progress), "id": .optional(.string), "phase": .optional(phase),
    ])

    private static let part = Shape.tagged(
        by: "type", absent: nil,
        [
            "input_text": .object([
                "type": .required(.string), "text": .required(.string),
                "prompt_cache_breakpoint": .optional(.map(.anything)),
            ]),
            // The types want `detail`; the service's own examples leave it out.
            "input_image": .object([
                "type": .required(.string), "detail": .optional(.word(details)),
                "image_url": .optional(.nullable(.string)),
                "file_id": .optional(.nullable(.string)),
                "prompt_cache_breakpoint": .optional(.map(.anything)),
            ]),
            "input_file": .map(.anything),
            "output_text": .object([
                "type": .required(.string), "text": .required(.string),
                "annotations": .optional(.list(.map(.anything))),
                "logprobs": .optional(.list(.map(.anything))),
            ]),
            "refusal": .object(["type": .required(.string), "refusal": .required(.string)]),
        ])

    private static let computerCallOutput = Shape.object([
        "type": .required(.string), "call_id": .required(callID),
        "output": .required(screenshot), "id": .optional(nullableID),
        "acknowledged_safety_checks": .optional(.nullable(.list(safetyCheck))),
        "status": .optional(.nullable(progress)),
    ])

    private static let screenshot = Shape.tagged(
        by: "type", absent: nil,
        [
            // `detail` is in the service's own schema, not yet in its libraries' types.
            "computer_screenshot": .object([
                "type": .required(.string), "image_url": .optional(.string),
                "file_id": .optional(.string), "detail": .optional(.word(details)),
            ])
        ])

    private static let safetyCheck = Shape.object([
        "id": .required(.string), "code": .optional(.nullable(.string)),
        "message": .optional(.nullable(.string)),
    ])

    /// Clients that keep the conversation themselves send the model's calls back as they came.
    private static let computerCall = Shape.object([
        "type": .required(.string), "id": .required(.string), "call_id": .required(callID),
        "status": .required(progress),
        "pending_safety_checks": .required(.list(safetyCheck)),
        "action": .optional(.nullable(.map(.anything))),
        "actions": .optional(.nullable(.list(.map(.anything)))),
    ])

    private static let reasoning = Shape.object([
        "type": .required(.string), "id": .required(.string),
        "summary": .required(.list(.map(.string))),
        "content": .optional(.nullable(.list(.map(.string)))),
        "encrypted_content": .optional(.nullable(.string)),
        "status": .optional(.nullable(progress)),
    ])

    private static let others = [
        "additional_tools", "apply_patch_call", "apply_patch_call_output", "code_interpreter_call",
        "compaction", "compaction_trigger", "configuration_update", "custom_tool_call",
        "custom_tool_call_output", "file_search_call", "function_call", "image_generation_call",
        "local_shell_call", "local_shell_call_output", "mcp_approval_request",
        "mcp_approval_response", "mcp_call", "mcp_list_tools", "program", "program_output",
        "shell_call", "shell_call_output", "tool_search_call", "tool_search_output",
        "web_search_call",
    ]
}
