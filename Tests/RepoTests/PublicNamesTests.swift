import DeskwrightTestSupport
import Foundation
import Subprocess
import SystemPackage
import Testing

/// What other packages see. The library products show these modules; the others show nothing.
struct PublicNamesTests {
    private static let shown = [
        "Agent", "Core", "HTTP", "Images", "MockBackend", "OpenAI", "Programs", "X11Backend",
    ]
    private static let hidden = [
        "Checks", "Journals", "Miniatures", "Reporters", "Sharding", "Sight", "StandIn", "Suites",
        "TaskFiles", "Toolkits",
    ]

    @Test(arguments: shown)
    func everyPublicNameIsDocumented(module: String) async throws {
        let graph = try await SymbolGraph.read("Deskwright" + module, in: [SymbolGraph.built])
        #expect(!graph.symbols.isEmpty)
        #expect(graph.undocumented == [], "names of \(module) without a comment")
        #expect(graph.withoutErrors == [], "names of \(module) that throw, without `- Throws:`")
    }

    @Test(arguments: hidden)
    func aModuleOfNoProductShowsNothing(module: String) async throws {
        let graph = try await SymbolGraph.read("Deskwright" + module, in: [SymbolGraph.built])
        #expect(graph.symbols.map(\.name) == [])
    }

    @Test func whatLacksACommentIsFound() async throws {
        let source = """
            /// Said.
            public struct Said {
                public var unsaid = 0
                /// Says nothing of errors.
                public func fails() throws {}
                /// Says it.
                ///
                /// - Throws: Nothing yet.
                public func saysSo() throws {}
                package func hidden() throws {}
            }
            public enum Unsaid { case one }
            /// - Parameter number: What for?
            public func fielded(_ number: Int) {}
            """
        try await withScratchFolder { folder in
            try source.write(toFile: folder + "/Sample.swift", atomically: true, encoding: .utf8)
            let result = try await run(
                .name("swiftc"),
                arguments: [
                    "-emit-module", "-module-name", "Sample", "-package-name", "sample",
                    "Sample.swift",
                ],
                workingDirectory: FilePath(folder),
                output: .discarded, error: .string(limit: 1 << 20))
            try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
            let graph = try await SymbolGraph.read("Sample", in: [folder])
            #expect(
                Set(graph.undocumented) == ["Said.unsaid", "Unsaid", "Unsaid.one", "fielded(_:)"])
            #expect(graph.withoutErrors == ["Said.fails()"])
        }
    }
}
