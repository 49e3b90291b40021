import Testing

@testable import DeskwrightStandIn

struct ModelFamilyTests {
    @Test(arguments: [
        ("computer-use-preview", false), ("computer-use-preview-2025-03-11", false),
        ("gpt-5.4", true), ("gpt-5.4-2026-03-05", true), ("gpt-5.4-mini", true),
        ("gpt-5.6-sol", true),
        ("gpt-6-astra", true), ("gpt-5.4-nano", false), ("gpt-5.5-chat-latest", false),
        ("gpt-5.3", false), ("gpt-5", false), ("gpt-4o", false), ("o3", false),
    ])
    func theComputerToolIsForTheseModels(name: String, isTaken: Bool) {
        let model = ModelFamily(name: name)
        #expect(model.exists)
        #expect(model.takesComputerTool == isTaken)
    }

    @Test(arguments: ["", "gpt-", "claude", "stand-in", "gpt"])
    func otherNamesAreNoModels(name: String) {
        #expect(!ModelFamily(name: name).exists)
    }
}
