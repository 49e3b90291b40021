/// The form of a request body, as the published types have it.
///
/// What matters for computer use is described in full; other tools and items of the API are known
/// by name, and their insides are taken as they come.
///
/// - SeeAlso: `ResponseCreateParams` of OpenAI's Python library 3.54.0.
enum RequestShape {
    static let body = Shape.object([
        "model": .optional(.string(longest: 256)),
        "input": .optional(.either(.string, .list(InputShape.item))),
        "instructions": .optional(.nullable(.string)),
        "tools": .optional(.list(ToolShape.tool)),
        "tool_choice": .optional(ToolShape.choice),
        "previous_response_id": .optional(.nullable(.string(longest: 256))),
        "truncation": .optional(.nullable(.word(["auto", "disabled"]))),
        "reasoning": .optional(.nullable(reasoning)),
        "include": .optional(.nullable(.list(.word(includable)))),
        "store": .optional(.nullable(.boolean)),
        "parallel_tool_calls": .optional(.nullable(.boolean)),
        "max_output_tokens": .optional(.nullable(.integer(atLeast: 16))),
        "max_tool_calls": .optional(.nullable(.integer(atLeast: 1))),
        "metadata": .optional(.nullable(.map(.string))),
        "safety_identifier": .optional(.nullable(.string(longest: 128))),
        "prompt_cache_key": .optional(.nullable(.string(longest: 128))),
        "prompt_cache_options": .optional(.map(.anything)),
        "prompt_cache_retention": .optional(.nullable(.word(["in_memory", "24h"]))),
        "service_tier": .optional(.nullable(.string)),
        "temperature": .optional(.nullable(.number)),
        "top_p": .optional(.nullable(.number)),
        "top_logprobs": .optional(.nullable(.integer(atLeast: 0))),
        "text": .optional(.map(.anything)),
        "user": .optional(.string),
        "stream": .optional(.nullable(.boolean)),
        "stream_options": .optional(.nullable(.map(.anything))),
        "background": .optional(.nullable(.boolean)),
        "background_options": .optional(.map(.anything)),
        "context_management": .optional(.nullable(.list(.map(.anything)))),
        "conversation": .optional(.nullable(.either(.string, .map(.anything)))),
        "image": .optional(.map(.anything)),
        "moderation": .optional(.nullable(.map(.anything))),
        "prompt": .optional(.nullable(.map(.anything))),
        "access_programs": .optional(.map(.anything)),
    ])

    static let efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"]

    private static let summaries = Shape.nullable(.word(["auto", "concise", "detailed"]))

    private static let reasoning = Shape.object([
        "effort": .optional(.nullable(.word(efforts))),
        "summary": .optional(summaries),
        "generate_summary": .optional(summaries),
        "context": .optional(.nullable(.word(["auto", "current_turn", "all_turns"]))),
        "mode": .optional(.string),
    ])

    private static let includable = [
        "file_search_call.results", "web_search_call.results", "web_search_call.action.sources",
        "message.input_image.image_url", "computer_call_output.output.image_url",
        "code_interpreter_call.outputs", "reasoning.encrypted_content",
        "message.output_text.logprobs",
    ]
}

/// The forms of entries of `tools`, and of `tool_choice`.
enum ToolShape {
    static let tool = Shape.tagged(
        by: "type", absent: nil,
        [
            "computer": .object(["type": .required(.string)]),
            "computer_use_preview": .object([
                "type": .required(.string),
                "display_width": .required(.integer(atLeast: 1)),
                "display_height": .required(.integer(atLeast: 1)),
                "environment": .required(
                    .word(["windows", "mac", "linux", "ubuntu", "browser"])),
            ]),
            "function": .object([
                "type": .required(.string),
                "name": .required(.string(longest: 64)),
                "parameters": .optional(.nullable(.map(.anything))),
                "strict": .optional(.nullable(.boolean)),
                "description": .optional(.nullable(.string)),
                "output_schema": .optional(.nullable(.map(.anything))),
                "allowed_callers": .optional(.nullable(.list(.string))),
                "defer_loading": .optional(.boolean),
                "async": .optional(.boolean),
            ]),
        ].merging(others.map { ($0, .map(.anything)) }, uniquingKeysWith: { known, _ in known }))

    static let choice = Shape.either(
        .word(["none", "auto", "required"]),
        .tagged(
            by: "type", absent: nil,
            Dictionary(
                uniqueKeysWithValues: (others + [
                    "computer", "computer_use", "computer_use_preview", "function", "allowed_tools",
                ]).map { ($0, .map(.anything)) })))

    private static let others = [
        "apply_patch", "code_interpreter", "custom", "file_search", "image_generation",
        "local_shell", "mcp", "namespace", "programmatic_tool_calling", "shell", "tool_search",
        "web_search", "web_search_2025_08_26", "web_search_preview",
        "web_search_preview_2025_03_11",
    ]
}
