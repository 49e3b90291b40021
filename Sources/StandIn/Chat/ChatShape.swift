/// The form of a request to Chat Completions, as the published types have it.
///
/// - SeeAlso: `CompletionCreateParams` of OpenAI's Python library 3.54.0.
enum ChatShape {
    static let body = Shape.object([
        "model": .required(.string(longest: 256)),
        "messages": .required(.list(message)),
        "tools": .optional(.list(tool)),
        "tool_choice": .optional(.either(.word(["none", "auto", "required"]), .map(.anything))),
        "parallel_tool_calls": .optional(.boolean),
        "reasoning_effort": .optional(.nullable(.word(RequestShape.efforts))),
        "max_completion_tokens": .optional(.nullable(.integer(atLeast: 1))),
        "max_tokens": .optional(.nullable(.integer(atLeast: 1))),
        "stream": .optional(.nullable(.boolean)),
        "stream_options": .optional(
            .nullable(
                .object([
                    "include_usage": .optional(.boolean),
                    "include_obfuscation": .optional(.boolean),
                ]))),
        "store": .optional(.nullable(.boolean)),
        "metadata": .optional(.nullable(.map(.string))),
        "n": .optional(.nullable(.integer(atLeast: 1))),
        "temperature": .optional(.nullable(.number)),
        "top_p": .optional(.nullable(.number)),
        "frequency_penalty": .optional(.nullable(.number)),
        "presence_penalty": .optional(.nullable(.number)),
        "seed": .optional(.nullable(.integer)),
        "stop": .optional(.nullable(.either(.string, .list(.string)))),
        "logprobs": .optional(.nullable(.boolean)),
        "top_logprobs": .optional(.nullable(.integer(atLeast: 0))),
        "logit_bias": .optional(.nullable(.map(.integer))),
        "response_format": .optional(.map(.anything)),
        "verbosity": .optional(.nullable(.word(["low", "medium", "high"]))),
        "user": .optional(.string),
        "safety_identifier": .optional(.nullable(.string(longest: 128))),
        "prompt_cache_key": .optional(.nullable(.string(longest: 128))),
        "prompt_cache_options": .optional(.map(.anything)),
        "prompt_cache_retention": .optional(.nullable(.word(["in_memory", "24h"]))),
        "service_tier": .optional(.nullable(.string)),
        "audio": .optional(.nullable(.map(.anything))),
        "modalities": .optional(.nullable(.list(.word(["text", "audio"])))),
        "moderation": .optional(.nullable(.map(.anything))),
        "prediction": .optional(.nullable(.map(.anything))),
        "web_search_options": .optional(.map(.anything)),
        "functions": .optional(.list(.map(.anything))),
        "function_call": .optional(.either(.word(["none", "auto"]), .map(.anything))),
    ])

    private static let message = Shape.tagged(
        by: "role", absent: nil,
        [
            "system": plain, "developer": plain,
            "user": .object([
                "role": .required(.string), "name": .optional(.string),
                // A picture elsewhere has a refusal of its own.
                "content": .required(.either(.string, .list(part))),
            ]),
            "assistant": .object([
                "role": .required(.string), "name": .optional(.string),
                "content": .optional(.nullable(.either(.string, .list(part)))),
                "refusal": .optional(.nullable(.string)),
                "tool_calls": .optional(.list(toolCall)),
                "audio": .optional(.nullable(.map(.anything))),
                "function_call": .optional(.nullable(.map(.string))),
            ]),
            "tool": .object([
                "role": .required(.string), "tool_call_id": .required(.string),
                "content": .required(.either(.string, .list(part))),
            ]),
            "function": .object([
                "role": .required(.string), "name": .required(.string),
                "content": .required(.nullable(.string)),
            ]),
        ])

    private static let plain = Shape.object([
        "role": .required(.string), "name": .optional(.string),
        "content": .required(.either(.string, .list(part))),
    ])

    private static let part = Shape.tagged(
        by: "type", absent: nil,
        [
            "text": .object([
                "type": .required(.string), "text": .required(.string),
                "prompt_cache_breakpoint": .optional(.map(.anything)),
            ]),
            "image_url": .object([
                "type": .required(.string),
                "image_url": .required(
                    .object([
                        "url": .required(.string),
                        "detail": .optional(.word(InputShape.details)),
                    ])),
                "prompt_cache_breakpoint": .optional(.map(.anything)),
            ]),
            "refusal": .object(["type": .required(.string), "refusal": .required(.string)]),
            "input_audio": .map(.anything), "file": .map(.anything),
        ])

    private static let toolCall = Shape.tagged(
        by: "type", absent: nil,
        [
            "function": .object([
                "type": .required(.string), "id": .required(.string),
                "function": .required(
                    .object(["name": .required(.string), "arguments": .required(.string)])),
            ]),
            "custom": .map(.anything),
        ])

    private static let tool = Shape.tagged(
        by: "type", absent: nil,
        [
            "function": .object([
                "type": .required(.string),
                "function": .required(
                    .object([
                        "name": .required(.string(longest: 64)),
                        "description": .optional(.string),
                        "parameters": .optional(.map(.anything)),
                        "strict": .optional(.nullable(.boolean)),
                    ])),
            ]),
            "custom": .map(.anything),
        ])
}
