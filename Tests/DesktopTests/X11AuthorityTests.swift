import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightX11Backend

@Suite struct X11AuthorityTests {
    static let local: UInt16 = 256
    static let wild: UInt16 = 65535

    @Test func theEntryOfTheDisplaysNumberIsTaken() async throws {
        let file =
            entry(X11AuthorityTests.wild, "", "7", cookie: 1)
            + entry(X11AuthorityTests.wild, "", "8", cookie: 2)
        #expect(try await cookie(in: file, for: ":8") == 2)
        #expect(try await cookie(in: file, for: "unix:7.0") == 1)
    }

    @Test func anEntryWithoutNumberIsForAllDisplays() async throws {
        let file = entry(X11AuthorityTests.wild, "", "", cookie: 3)
        #expect(try await cookie(in: file, for: ":12") == 3)
    }

    @Test func thisMachinesEntryWinsOverOthers() async throws {
        let file =
            entry(0, "\u{1}\u{2}\u{3}\u{4}", "5", cookie: 1)
            + entry(X11AuthorityTests.local, "elsewhere", "5", cookie: 2)
            + entry(X11AuthorityTests.local, ProcessInfo.processInfo.hostName, "5", cookie: 3)
        #expect(try await cookie(in: file, for: ":5") == 3)
    }

    @Test func aDisplayElsewhereTakesTheEntryWithItsName() async throws {
        let file =
            entry(0, "\u{1}\u{2}\u{3}\u{4}", "5", cookie: 1)
            + entry(X11AuthorityTests.local, "elsewhere", "5", cookie: 2)
        #expect(try await cookie(in: file, for: "elsewhere:5") == 2)
    }

    @Test func oneOfSeveralHostsIsFoundByItsAddress() async throws {
        let file =
            entry(0, [10, 1, 2, 3], "5", cookie: 1) + entry(0, [10, 1, 2, 4], "5", cookie: 2)
            + entry(6, [UInt8](repeating: 0xFD, count: 16), "5", cookie: 3)
        #expect(try await cookie(in: file, for: "10.1.2.3:5") == 1)
        #expect(try await cookie(in: file, for: "10.1.2.4:5") == 2)
        let host = Array(repeating: "fdfd", count: 8).joined(separator: ":")
        #expect(try await cookie(in: file, for: "\(host):5") == 3)
    }

    @Test(arguments: ["localhost:5", "127.0.0.1:5", "::1:5"])
    func aDisplayThatSSHOffersTakesThisMachinesEntry(_ display: String) async throws {
        let file =
            entry(0, [10, 1, 2, 3], "5", cookie: 1)
            + entry(X11AuthorityTests.local, ProcessInfo.processInfo.hostName, "5", cookie: 2)
        #expect(try await cookie(in: file, for: display) == 2)
    }

    @Test func otherKindsOfAuthorityAreNoCookies() async throws {
        let file = entry(X11AuthorityTests.wild, "", "5", kind: "XDM-AUTHORIZATION-1", cookie: 1)
        await #expect(throws: DesktopError.self) { try await cookie(in: file, for: ":5") }
        await #expect(throws: DesktopError.self) { try await cookie(in: [], for: ":5") }
    }

    /// Whatever is in the file, the answer is a cookie or an error.
    @Test func brokenFilesDoNoHarm() async throws {
        var random = SeededGenerator(seed: 11)
        let whole =
            entry(X11AuthorityTests.wild, "", "8", cookie: 2)
            + entry(X11AuthorityTests.local, "elsewhere", "5", cookie: 2)
        var refusedCount = 0
        for _ in 0..<500 {
            var broken = Array(whole.prefix(Int.random(in: 0...whole.count, using: &random)))
            for _ in 0..<Int.random(in: 0...4, using: &random) where !broken.isEmpty {
                let place = Int.random(in: 0..<broken.count, using: &random)
                broken[place] = UInt8.random(in: .min ... .max, using: &random)
            }
            do {
                _ = try await cookie(in: broken, for: ":5")
            } catch DesktopError.cannotConnect {
                refusedCount += 1
            }
        }
        #expect(refusedCount > 100)
    }

    /// The first byte of the cookie that is chosen.
    private func cookie(in file: [UInt8], for display: String) async throws -> CChar? {
        try await withScratchFolder { folder in
            let path = "\(folder)/authority"
            try Data(file).write(to: URL(fileURLWithPath: path))
            let authority = try X11Authority(file: path, display: X11DisplayName(display))
            return authority.data.first
        }
    }

    /// An entry as Xau writes it: a family and four counted fields, numbers with the high byte first.
    private func entry(
        _ family: UInt16, _ address: String, _ number: String,
        kind: String = "MIT-MAGIC-COOKIE-1", cookie: UInt8
    ) -> [UInt8] {
        entry(family, Array(address.utf8), number, kind: kind, cookie: cookie)
    }

    private func entry(
        _ family: UInt16, _ address: [UInt8], _ number: String,
        kind: String = "MIT-MAGIC-COOKIE-1", cookie: UInt8
    ) -> [UInt8] {
        let fields = [address, Array(number.utf8), Array(kind.utf8)]
        return (fields + [Array(repeating: cookie, count: 16)]).reduce(into: bytes(family)) {
            $0 += bytes(UInt16($1.count)) + $1
        }
    }

    private func bytes(_ number: UInt16) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xFF)] }
}
