/// The two tools with which a model drives a computer; the raw value is the name on the wire.
///
/// - SeeAlso: openai-python 3.54.0, `types/responses/computer_tool_param.py` and
///   `computer_use_preview_tool_param.py`.
public enum ComputerTool: String, Sendable, Hashable, CaseIterable {
    /// Several actions at a time, in the pixels of the screenshot.
    case computer
    /// One action at a time, in the pixels of the declared display: computer-use-preview only.
    case preview = "computer_use_preview"

    var other: ComputerTool {
        switch self {
        case .computer: .preview
        case .preview: .computer
        }
    }
}
