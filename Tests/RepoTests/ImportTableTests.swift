import Foundation
import Testing

/// The table of README, "The modules": who may import whom.
private let allowedImports: [String: Set<String>] = [
    "Core": ["FoundationEssentials", "Glibc", "Synchronization"],
    "Images": ["CMessageDigest", "Core", "CShims", "Dispatch", "Glibc", "Synchronization"],
    "TaskFiles": ["Core", "Foundation", "Glibc", "Yams"],
    "HTTP": ["Core", "CCurl", "Foundation", "Synchronization"],
    "Programs": ["Core", "Glibc", "Subprocess", "Synchronization", "SystemPackage"],
    "X11Backend": ["Core", "CX11", "Foundation", "Glibc", "Programs", "Synchronization"],
    "MockBackend": ["Core", "Foundation", "Glibc", "TaskFiles"],
    "OpenAI": ["Core", "Foundation", "Glibc", "HTTP", "Images", "Synchronization", "TaskFiles"],
    "Journals": ["Core", "Dispatch", "Foundation", "Glibc", "Images"],
    "Checks": ["Core", "Foundation", "Glibc", "Images", "Programs", "Sight"],
    "Scripts": ["Core", "Images", "Sight"],
    "Recordings": ["Core", "Images", "Journals", "Sight", "TaskFiles"],
    "Reporters": ["Core", "Foundation"],
    "Sharding": ["Core", "Foundation"],
    "Sight": [
        "CShims", "CTesseract", "Core", "Dispatch", "Foundation", "Glibc", "Images",
        "Synchronization",
    ],
    "Agent": ["Core", "Images"],
    "Bench": [
        "Agent", "ArgumentParser", "CPNG", "CX11", "Core", "Foundation", "Glibc", "HTTP", "Images",
        "Journals", "Miniatures", "OpenAI", "Programs", "Sight", "Synchronization",
        "Toolkits", "X11Backend",
    ],
    "Toolkits": ["Core", "Foundation", "Programs", "X11Backend"],
    "Miniatures": ["Agent", "CX11", "Core", "X11Backend"],
    "Suites": [
        "Agent", "Checks", "Core", "Foundation", "Images", "Journals", "Programs", "Scripts",
        "Sight",
    ],
    "StandIn": [
        "Core", "FlyingFox", "FlyingSocks", "Foundation", "Glibc", "Images", "Sight",
        "Synchronization", "TaskFiles",
    ],
]

struct ImportTableTests {
    @Test(arguments: allowedImports.keys.sorted())
    func aModuleImportsOnlyWhatStandsBelowIt(module: String) throws {
        let allowed = try #require(allowedImports[module])
        let files = try Repository.swiftFiles(under: "Sources/\(module)")
        #expect(!files.isEmpty)
        for file in files {
            for name in try Repository.imports(of: file) {
                #expect(allowed.contains(folder(of: name)), "\(file) imports \(name)")
            }
        }
    }

    @Test func everyModuleIsInTheTable() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: Repository.root.appendingPathComponent("Sources").path)
        let modules = folders.filter { !$0.hasPrefix("C") || $0 == "Core" || $0 == "Checks" }
        #expect(
            Set(modules).subtracting(["deskwright", "TestSupport"]) == Set(allowedImports.keys))
    }

    /// The table has the names of the folders; a module of ours is called `Deskwright` and its folder.
    private func folder(of module: String) -> String {
        module.hasPrefix("Deskwright") ? String(module.dropFirst("Deskwright".count)) : module
    }
}
