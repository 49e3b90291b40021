import Foundation
import Subprocess
import SystemPackage
import Testing

struct StyleTests {
    @Test func everyFileIsFormattedAndPassesTheLinter() async throws {
        let result = try await run(
            .name("swift"),
            arguments: [
                "format", "lint", "--strict", "--recursive", "--configuration", ".swift-format",
                "Package.swift", "Sources", "Tests", "Examples",
            ],
            workingDirectory: .init(Repository.root.path),
            output: .discarded, error: .string(limit: 1 << 20))
        #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
    }

    /// What would end the process, wait blindly or go round a port.
    @Test(arguments: [
        ("fatalError(", "Sources"), ("try!", "Sources"), ("Process()", "Sources"),
        ("@unchecked Sendable", "Sources"), ("nonisolated(unsafe)", "Sources"),
    ])
    func noFileHoldsABannedWord(word: String, folder: String) throws {
        let allowed = allowances[word] ?? []
        for file in try Repository.swiftFiles(under: folder) where !allowed.contains(file) {
            #expect(!(try Repository.text(of: file).contains(word)), "\(word) in \(file)")
        }
    }

    private let allowances: [String: Set<String>] = [
        "@unchecked Sendable": ["Sources/Core/ThreadExecutor.swift"]
    ]

    @Test func noFileIsTooLongToRead() throws {
        for file in try Repository.swiftFiles(under: "Sources") {
            let count = try Repository.text(of: file).split(separator: "\n").count
            #expect(count <= 400, "\(file) has \(count) lines")
        }
    }
}
