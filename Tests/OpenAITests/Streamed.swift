@testable import DeskwrightStandIn

/// The events in which a server would stream a reply of the Responses API.
func streamedResponse(_ body: [UInt8]) throws -> [String] {
    ResponsesStreamWriter.write(try JSONReader.read(body))
}

/// The chunks in which a server would stream a completion.
func streamedCompletion(_ body: [UInt8]) throws -> [String] {
    ChatStreamWriter.write(try JSONReader.read(body), options: ["include_usage": true])
}
