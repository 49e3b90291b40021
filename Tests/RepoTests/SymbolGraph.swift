import DeskwrightTestSupport
import Foundation
import Subprocess
import SystemPackage
import Testing

/// What a built module shows to other packages, as the compiler tells it.
struct SymbolGraph: Decodable {
    let symbols: [Symbol]

    struct Symbol: Decodable {
        let pathComponents: [String]
        let docComment: Documentation?
        let declarationFragments: [Fragment]?
        /// Missing for what the compiler made.
        let location: Location?

        var name: String { pathComponents.joined(separator: ".") }
        var documentation: String { docComment?.lines.map(\.text).joined(separator: "\n") ?? "" }
        /// Reading and writing a value throws what the decoder and the encoder do.
        var isOfCodable: Bool { ["init(from:)", "encode(to:)"].contains(pathComponents.last) }
        var throwsErrors: Bool {
            declarationFragments?.contains { $0.spelling.hasPrefix("throws") } ?? false
        }
    }

    struct Documentation: Decodable { let lines: [Line] }
    struct Line: Decodable { let text: String }
    struct Fragment: Decodable { let spelling: String }
    struct Location: Decodable { let uri: String }

    /// Written names whose comment, or that of the protocol they fulfil, does not begin with a sentence.
    var undocumented: [String] {
        symbols.filter { symbol in
            let first = symbol.documentation.first
            return symbol.location != nil && (first == nil || first == "-")
        }.map(\.name)
    }

    /// Written names that throw, and whose comments do not say what.
    var withoutErrors: [String] {
        symbols.filter { symbol in
            symbol.location != nil && symbol.throwsErrors && !symbol.isOfCodable
                && !symbol.documentation.contains("- Throws:")
        }.map(\.name)
    }

    /// Asks the compiler about a module that is in one of these folders.
    static func read(_ module: String, in folders: [String]) async throws -> SymbolGraph {
        try await withScratchFolder { folder in
            let arguments = [
                "symbolgraph-extract", "-module-name", module, "-target", try await target(),
                "-minimum-access-level", "public", "-skip-synthesized-members", "-output-dir",
                folder,
            ]
            let result = try await run(
                .name("swift"),
                arguments: Arguments(arguments + folders.flatMap { ["-I", $0] } + moduleMaps()),
                output: .discarded, error: .string(limit: 1 << 20))
            try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
            let file = URL(fileURLWithPath: folder).appendingPathComponent("\(module).symbols.json")
            return try JSONDecoder().decode(SymbolGraph.self, from: Data(contentsOf: file))
        }
    }

    /// The folder of all modules of this build.
    static let built =
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("Modules").path

    /// The maps of the C modules that ours are made with: written ones, and those that SwiftPM makes.
    private static func moduleMaps() throws -> [String] {
        let products = URL(fileURLWithPath: built).deletingLastPathComponent()
            .resolvingSymlinksInPath()
        let checkouts = products.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("checkouts")
        let made = try FileManager.default.contentsOfDirectory(atPath: products.path)
            .filter { $0.hasPrefix("Deskwright") && $0.hasSuffix(".build") }
            .map { products.path + "/\($0)/module.modulemap" }
        let sources = Repository.root.appendingPathComponent("Sources")
        let written = try [sources.path, checkouts.path].flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix("/module.modulemap") }.map { "\(folder)/\($0)" }
        }
        return (made + written).filter(FileManager.default.fileExists)
            .flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
    }

    private static func target() async throws -> String {
        struct Info: Decodable {
            struct Target: Decodable { let triple: String }
            let target: Target
        }
        let result = try await run(
            .name("swift"), arguments: ["-print-target-info"], output: .string(limit: 1 << 20))
        let text = result.standardOutput
        return try JSONDecoder().decode(Info.self, from: Data(text.utf8)).target.triple
    }
}
