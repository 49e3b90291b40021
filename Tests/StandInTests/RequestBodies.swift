import DeskwrightCore
import DeskwrightImages
import Foundation

@testable import DeskwrightStandIn

/// A screenshot of one colour as a data URL.
func pictureURL(
    _ color: Color = .white, size: Size = Size(width: 64, height: 40)
) throws -> String {
    try pictureURL(of: Frame(size: size, filledWith: color))
}

func pictureURL(of frame: Frame) throws -> String {
    "data:image/png;base64," + Data(try PNGEncoder.encode(frame)).base64EncodedString()
}

extension Dialect {
    var model: String {
        switch self {
        case .preview: "computer-use-preview"
        case .batched: "gpt-5.4"
        }
    }

    /// The members that every request of the dialect repeats.
    var common: [String: JSON] {
        switch self {
        case .preview:
            [
                "model": .string(model), "truncation": "auto", "reasoning": ["summary": "concise"],
                "tools": [
                    [
                        "type": "computer_use_preview", "display_width": 64, "display_height": 40,
                        "environment": "linux",
                    ]
                ],
            ]
        case .batched:
            [
                "model": .string(model), "tools": [["type": "computer"]],
                "reasoning": ["effort": "low", "summary": "concise"],
            ]
        }
    }

    /// A first request with a text and, if there is one, a screenshot.
    func first(_ text: String = "Save the note.", picture: String? = nil) -> JSON {
        var content: [JSON] = [["type": "input_text", "text": .string(text)]]
        if let picture {
            content.append(["type": "input_image", "detail": "auto", "image_url": .string(picture)])
        }
        return request(["input": [["role": "user", "content": .array(content)]]])
    }

    /// The answer to a reply's computer call, with the safety checks that came with it.
    func next(
        after reply: JSON, picture: String, acknowledging: Bool = true, saying text: String? = nil
    ) -> JSON {
        var input: [JSON] = []
        if let call = reply.call {
            input.append(output(for: call, picture: picture, acknowledging: acknowledging))
        }
        if let text { input.append(["role": "user", "content": .string(text)]) }
        return request([
            "previous_response_id": reply["id"] ?? .null, "input": .array(input),
        ])
    }

    func output(for call: JSON, picture: String, acknowledging: Bool = true) -> JSON {
        var output: [String: JSON] = [
            "type": "computer_call_output", "call_id": call["call_id"] ?? .null,
            "output": ["type": "computer_screenshot", "image_url": .string(picture)],
        ]
        if acknowledging { output["acknowledged_safety_checks"] = call["pending_safety_checks"] }
        return .object(output)
    }

    func request(_ members: [String: JSON]) -> JSON {
        .object(common.merging(members, uniquingKeysWith: { _, own in own }))
    }
}

extension JSON {
    var call: JSON? { self["output"]?.array?.first { $0["type"] == "computer_call" } }

    /// What a reply wants done, one entry an action.
    var actions: [JSON] {
        call?["actions"]?.array ?? call?["action"].map { [$0] } ?? []
    }

    var summary: String? {
        self["output"]?.array?.first { $0["type"] == "reasoning" }?["summary"]?.array?
            .first?["text"]?.string
    }

    var message: JSON? { self["output"]?.array?.first { $0["type"] == "message" } }

    var finalText: String? { message?["content"]?.array?.first?["text"]?.string }

    /// The same object with a member set, or taken out.
    func with(_ key: String, _ value: JSON?) -> JSON {
        guard case .object(var members) = self else { return self }
        members[key] = value
        return .object(members)
    }
}
