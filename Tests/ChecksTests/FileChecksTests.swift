import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

@Suite struct FileChecksTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var check: FileCheck
        /// The bytes of `in.txt`.
        var content: [UInt8]
        var verdict: Verdict
        var found: String

        init(_ check: FileCheck, _ content: String, _ verdict: Verdict, _ found: String) {
            self.init(check, Array(content.utf8), verdict, found)
        }

        init(_ check: FileCheck, _ content: [UInt8], _ verdict: Verdict, _ found: String) {
            self.check = check
            self.content = content
            self.verdict = verdict
            self.found = found
        }

        var testDescription: String { "\(check.path) \(check.text) \(verdict)" }
    }

    private static func file(_ text: TextMatch...) -> FileCheck {
        FileCheck(path: "in.txt", text: text)
    }

    @Test(arguments: [
        Case(FileCheck(path: "in.txt"), "four", .satisfied, "there is a file of 4 bytes"),
        Case(FileCheck(path: "in.txt"), [0xFF], .satisfied, "there is a file of 1 byte"),
        Case(
            FileCheck(path: "in.txt", exists: false), "four", .unsatisfied,
            "there is a file of 4 bytes"),
        Case(
            FileCheck(path: "out.txt"), "", .unsatisfied,
            "there is no such file; its folder has in.txt"),
        Case(
            FileCheck(path: "sub/out.txt"), "", .unsatisfied,
            "there is no such file, nor its folder"),
        Case(
            FileCheck(path: "in.txt/x", exists: false), "", .satisfied,
            "there is no such file"),
        Case(
            FileCheck(path: "out.txt", exists: false), "", .satisfied, "there is no such file"),
        Case(file(.equals("größe")), "größe", .satisfied, "the text \"größe\""),
        Case(file(.equals("a")), "b", .unsatisfied, "the text \"b\""),
        Case(file(.equals("a")), "", .unsatisfied, "an empty text"),
        Case(file(.contains("b")), "abc", .satisfied, "the text \"abc\""),
        Case(file(.contains("x")), "abc", .unsatisfied, "the text \"abc\""),
        Case(file(.matches(pattern: "^a.c$")), "abc", .satisfied, "the text \"abc\""),
        Case(file(.matches(pattern: "^b")), "abc", .unsatisfied, "the text \"abc\""),
        Case(file(.contains("a"), .contains("x")), "abc", .unsatisfied, "the text \"abc\""),
        Case(
            file(.equals("a")), [0x61, 0xC3, 0xA4, 0xFF], .unsatisfied,
            "4 bytes that are no UTF-8 text, from byte 3 on"),
        Case(
            file(.contains("a")), [0x61, 0xFF], .unknown,
            "2 bytes that are no UTF-8 text, from byte 1 on"),
    ])
    func aFileIsAsItIs(_ test: Case) async throws {
        let result = try await look(at: .file(test.check)) { folder, _ in
            try write(test.content, to: folder + "/in.txt")
        }
        #expect(result.verdict == test.verdict)
        #expect(result.found == test.found)
    }

    @Test func aTextOfLinesIsShownAsADifference() async throws {
        let result = try await look(at: .file(FileChecksTests.file(.equals("one\ntwo\n")))) {
            folder, _ in try write(Array("one\nthree\n".utf8), to: folder + "/in.txt")
        }
        #expect(result.verdict == .unsatisfied)
        #expect(result.expected == #"the file "in.txt" is "one\ntwo\n""#)
        #expect(
            result.found == """
                a text that differs
                - expected
                + found
                @@ line 1 @@
                  one
                - two
                + three
                """)
    }

    @Test func anAbsolutePathIsTakenAsItIs() async throws {
        let result = try await look(at: .file(FileCheck(path: "/dev/null")))
        #expect(result.verdict == .satisfied)
        #expect(result.found == "there is a pipe, a socket or a device")
    }

    @Test(arguments: ["/dev/null", "/dev", "pipe"])
    func whatHasNoTextHasNotTheTextThatWasExpected(path: String) async throws {
        let check = FileCheck(path: path, text: [.contains("")])
        let result = try await look(at: .file(check)) { folder, _ in
            #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        }
        #expect(result.verdict == .unsatisfied)
    }

    @Test func aFileThatIsTooLargeIsUnknown() async throws {
        let result = try await look(at: .file(FileChecksTests.file(.contains("x")))) { folder, _ in
            try write([], to: folder + "/in.txt")
            #expect(truncate(folder + "/in.txt", (1 << 24) + 1) == 0)
        }
        #expect(result.verdict == .unknown)
        #expect(result.found == "it has 16777217 bytes; up to 16777216 are looked at")
    }

    @Test func aPathThatCannotBeFollowedIsUnknownAlsoWhenItIsNotToExist() async throws {
        for exists in [true, false] {
            let check = FileCheck(path: "loop/in.txt", exists: exists)
            let result = try await look(at: .file(check)) { folder, _ in
                #expect(symlink("loop", folder + "/loop") == 0)
            }
            #expect(result.verdict == .unknown)
            #expect(result.found.contains("Too many levels of symbolic links"))
        }
    }

    @Test func aSecretIsComparedAndNotShown() async throws {
        let secrets = Secrets(["PIN": "se\"cret"])
        let check = FileChecksTests.file(.equals("pin ${{ secrets.PIN }}"), .contains("x"))
        let result = try await look(at: .file(check), secrets: secrets) { folder, _ in
            try write(Array("pin se\"cret".utf8), to: folder + "/in.txt")
        }
        #expect(result.verdict == .unsatisfied)
        #expect(result.found == "the text \"pin ${{ secrets.PIN }}\"")
        #expect(!result.expected.contains("cret\""))
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}
