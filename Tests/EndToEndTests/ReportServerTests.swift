import DeskwrightTestSupport
import Foundation
import FoundationNetworking
import Subprocess
import SystemPackage
import Testing

/// `report --open`, as a browser asks it.
struct ReportServerTests {
    @Test func onlyPagesBelowTheTokenAreServed() async throws {
        try await withScratchFolder { folder in
            let pages = folder + "/report"
            try FileManager.default.createDirectory(
                atPath: pages + "/runs", withIntermediateDirectories: true)
            try write("<p>all</p>", to: pages + "/index.html")
            try write("<p>one</p>", to: pages + "/runs/Größe 1.html")
            try write("secret", to: pages + "/notes.txt")
            try write("<p>outside</p>", to: folder + "/outside.html")
            try FileManager.default.createSymbolicLink(
                atPath: pages + "/link.html", withDestinationPath: folder + "/outside.html")
            try await serving(pages, in: folder) { address in
                #expect(address.hasSuffix("/index.html"))
                let base = address.dropLast("index.html".count)
                #expect(try await body(of: address) == "<p>all</p>")
                #expect(try await body(of: base + "runs/Gr%C3%B6%C3%9Fe%201.html") == "<p>one</p>")
                let port = try #require(URL(string: address)?.port)
                let others = [
                    base + "notes.txt", base + "link.html", base + "..%2Foutside.html",
                    base + "none.html", "http://127.0.0.1:\(port)/index.html",
                    "http://127.0.0.1:\(port)/",
                ]
                for other in others { #expect(try await body(of: other) == nil, "\(other)") }
                #expect(try await body(of: address, host: "example.org:\(port)") == nil)
            }
        }
    }

    private func serving(
        _ pages: String, in folder: String,
        _ work: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        let file = folder + "/address.txt"
        let output = try FileDescriptor.open(
            file, .writeOnly, options: [.create], permissions: .ownerReadWrite)
        _ = try await Subprocess.run(
            .path(.init(Program.path)), arguments: ["report", "--open", pages],
            environment: .custom(Program.customEnvironment(folder, [:])),
            workingDirectory: .init(folder), input: .none,
            output: .fileDescriptor(output, closeAfterSpawningProcess: true), error: .discarded
        ) { execution in
            #expect(try await eventually { try text(file).hasSuffix("\n") })
            try await work(try text(file).trimmingCharacters(in: .newlines))
            try execution.send(signal: .interrupt)
        }
    }

    /// `nil` when it is not to be had.
    private func body(of address: some StringProtocol, host: String? = nil) async throws -> String?
    {
        var request = URLRequest(url: try #require(URL(string: String(address))))
        if let host { request.setValue(host, forHTTPHeaderField: "Host") }
        let (data, response) = try await URLSession.shared.data(for: request)
        let code = try #require((response as? HTTPURLResponse)?.statusCode)
        return code == 200 ? String(decoding: data, as: UTF8.self) : nil
    }
}
