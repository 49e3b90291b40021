import DeskwrightCore
import DeskwrightPrograms
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightX11Backend

/// That a display which cannot start says why, and leaves nothing.
@Suite struct PrivateDisplayFailureTests {
    @Test func aMissingServerIsNamedWithItsPackage() async throws {
        try await withScratchFolder { folder in
            var environment = testEnvironment(home: folder)
            environment["PATH"] = folder
            let error = await failure(folder: folder, environment: environment)
            #expect(error == .missingProgram(name: "Xvfb", package: "xvfb"))
            #expect(error?.hint == "apt-get install xvfb")
        }
    }

    @Test func aMissingWindowManagerIsNamed() async throws {
        try await withScratchFolder { folder in
            let error = await failure(windowManager: "no-such-wm", folder: folder)
            #expect(error == .missingProgram(name: "no-such-wm", package: nil))
            #expect(error?.kind == .environment)
        }
    }

    @Test func aWindowManagerThatEndsAtOnceIsAnErrorWithItsLastWords() async throws {
        try await withScratchFolder { folder in
            let program = folder + "/bad-wm"
            try "#!/bin/sh\necho no theme >&2\nexit 3\n".write(
                toFile: program, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: program)
            let error = await failure(windowManager: program, folder: folder)
            #expect(
                error
                    == .ended(program: "bad-wm", exit: .exited(code: 3), lastWords: "no theme"))
        }
    }

    @Test(arguments: [Size(width: 0, height: 5), Size(width: 5, height: 32768)])
    func aSizeThatX11CannotHaveIsRefused(size: Size) async throws {
        try await withScratchFolder { folder in
            #expect(await failure(size: size, folder: folder) == .unsupportedSize(size))
        }
    }

    @Test func aFolderThatIsMissingIsAnError() async throws {
        let error = await failure(folder: "/no/such/folder")
        guard case .notStarted(.badLog) = error else {
            Issue.record("it is \(String(describing: error))")
            return
        }
    }

    @Test func aCancelledStartLeavesNothing() async throws {
        try await withScratchFolder { folder in
            let start = Task {
                while !Task.isCancelled { await Task.yield() }
                return await failure(folder: folder)
            }
            start.cancel()
            let error = await start.value
            #expect(error == .cancelled)
        }
    }

    /// Starts a display in vain, and looks that nothing of it is left in its temporary folder.
    private func failure(
        size: Size = Size(width: 64, height: 64), windowManager: String? = nil, folder: String,
        environment: [String: String]? = nil
    ) async -> PrivateDisplayError? {
        do {
            try await withScratchFolder { temporaryFolder in
                var environment = environment ?? testEnvironment(home: folder)
                environment["TMPDIR"] = temporaryFolder
                defer { #expect(entries(of: temporaryFolder) == []) }
                let display = try await PrivateDisplay.start(
                    size: size, windowManager: windowManager, folder: folder,
                    environment: environment)
                await display.stop()
            }
            return nil
        } catch {
            return error as? PrivateDisplayError
        }
    }

    private func entries(of folder: String) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder)
    }
}
