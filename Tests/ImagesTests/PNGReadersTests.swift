import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Subprocess
import SystemPackage
import Testing

@testable import DeskwrightImages

/// What others make of our files.
struct PNGReadersTests {
    private static let sizes = [
        Size(width: 1, height: 1), Size(width: 1, height: 33), Size(width: 4097, height: 1),
        Size(width: 100, height: 64), Size(width: 333, height: 200),
    ]

    @Test func pngcheckFindsNoFault() async throws {
        try await withScratchFolder { folder in
            let count = try writeFiles(folder).count
            let names = (0..<count).map { "\($0).png" }
            let good = try await pngcheck(names, in: folder)
            let lines = good.split(separator: "\n").filter { !$0.hasPrefix("No errors ") }
            #expect(lines.count == count)
            for line in lines { #expect(line.hasPrefix("OK: "), "\(line)") }

            let data = try #require(FileManager.default.contents(atPath: folder + "/0.png"))
            try (data + [0]).write(to: URL(fileURLWithPath: folder + "/bad.png"))
            #expect(!(try await pngcheck(["bad.png"], in: folder)).hasPrefix("OK: "))
        }
    }

    private func pngcheck(_ names: [String], in folder: String) async throws -> String {
        try await run(
            .name("pngcheck"), arguments: Arguments(names),
            workingDirectory: FilePath(folder), output: .string(limit: 1 << 16)
        ).standardOutput
    }

    /// Each picture as Pillow reads it, in bytes of red, green and blue; its warnings are errors.
    private static let pillow = """
        import sys
        from PIL import Image
        for path in sys.argv[1:]:
            Image.open(path).verify()
            with Image.open(path) as image:
                assert image.format == "PNG" and image.mode == "RGB"
                with open(path + ".rgb", "wb") as file:
                    file.write(image.tobytes())
        """

    @Test func pillowReadsThePixels() async throws {
        try await withScratchFolder { folder in
            let frames = try writeFiles(folder)
            let names = frames.indices.map { "\($0).png" }
            let result = try await run(
                .path("/usr/bin/python3"),
                arguments: Arguments(["-W", "error", "-c", Self.pillow] + names),
                workingDirectory: FilePath(folder), output: .discarded,
                error: .string(limit: 1 << 16))
            #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
            for (name, frame) in zip(names, frames) {
                let seen = FileManager.default.contents(atPath: "\(folder)/\(name).rgb")
                #expect(seen == Data(rgb(frame)), "\(name), \(frame.size)")
            }
        }
    }

    /// Writes pictures of all looks by both compressors as `0.png`, `1.png` and so on.
    private func writeFiles(_ folder: String) throws -> [Frame] {
        var frames: [Frame] = []
        for usesZlib in [false, true] {
            for size in Self.sizes {
                for look in Look.allCases {
                    var encoder = PNGEncoder(usesZlib: usesZlib)
                    let frame = look.frame(size, seed: 6)
                    let file = "\(folder)/\(frames.count).png"
                    try Data(try encoder.encode(frame)).write(to: URL(fileURLWithPath: file))
                    frames.append(frame)
                }
            }
        }
        return frames
    }

    private func rgb(_ frame: Frame) -> [UInt8] {
        let bytes = frame.bytes
        var samples: [UInt8] = []
        for pixel in stride(from: 0, to: bytes.count, by: 4) {
            samples += [bytes[pixel + 2], bytes[pixel + 1], bytes[pixel]]
        }
        return samples
    }
}
