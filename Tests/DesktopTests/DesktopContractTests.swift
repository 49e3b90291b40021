import DeskwrightCore
import DeskwrightTestSupport
import Testing

/// The promises of the `Desktop` port about looking, held by every adapter.
@Suite struct DesktopContractTests {
    @Test(arguments: Backend.allCases)
    func itKnowsItsSize(_ backend: Backend) async throws {
        try await backend.run { desktop, _ async throws in
            #expect(try await desktop.size() == Backend.screen)
        }
    }

    @Test(arguments: Backend.allCases)
    func aPictureShowsWhatIsDrawn(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            let frame = try await desktop.capture()
            #expect(frame.size == Backend.screen)
            #expect(!witness.knownPixels.isEmpty)
            for (point, color) in witness.knownPixels {
                #expect(frame[point] == color, "at \(point)")
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func everyPixelIsOpaque(_ backend: Backend) async throws {
        try await backend.run { desktop, _ async throws in
            let bytes = try await desktop.capture().bytes
            #expect(stride(from: 3, to: bytes.count, by: 4).allSatisfy { bytes[$0] == 255 })
        }
    }

    @Test(arguments: Backend.allCases)
    func aPictureIsACopy(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            let before = try await desktop.capture()
            let bytes = Array(before.bytes)
            _ = try await desktop.perform(.click(at: witness.area.center))
            let changed = try await eventually { try await desktop.capture() != before }
            #expect(changed)
            #expect(before.bytes == bytes)
        }
    }

    @Test(arguments: Backend.allCases)
    func aQuietScreenDoesNotChange(_ backend: Backend) async throws {
        try await backend.run { desktop, _ async throws in
            try await quiet(desktop)
            #expect(try await desktop.waitForChange(upTo: .milliseconds(50)).isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func aChangeEndsTheWait(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            try await quiet(desktop)
            async let changed = desktop.waitForChange(upTo: .seconds(30))
            _ = try await desktop.perform(.click(at: witness.area.center))
            #expect(try await !changed.isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func aChangeBeforeTheWaitCounts(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            try await quiet(desktop)
            let before = try await desktop.capture()
            _ = try await desktop.perform(.click(at: witness.area.center))
            #expect(try await eventually { try await desktop.capture() != before })
            #expect(try await !desktop.waitForChange(upTo: .zero).isEmpty)
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: Backend.allCases)
    func aCancelledWaitEnds(_ backend: Backend) async throws {
        try await backend.run { desktop, _ async throws in
            try await quiet(desktop)
            let wait = Task { try await desktop.waitForChange(upTo: .seconds(3600)) }
            wait.cancel()
            #expect(try await wait.value.isEmpty)
        }
    }

    @Test(arguments: Backend.allCases)
    func theWindowsAreListed(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            let windows = try await desktop.windows()
            try #require(windows.count == 1)
            #expect(windows[0].title == witness.title)
            #expect(windows[0].className == "Witness")
            #expect(windows[0].frame == witness.area)
            #expect(windows[0].isActive)
        }
    }

    @Test(arguments: Backend.allCases)
    func closingAWindowAsksIt(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            let window = try #require(try await desktop.windows().first)
            try await desktop.close(window: window.id)
            #expect(try await eventually { try await witness.events().contains(.closed) })
            #expect(try await eventually { try await desktop.windows().isEmpty })
        }
    }

    @Test(arguments: Backend.allCases, [0, 4711, UInt64(UInt32.max), UInt64.max])
    func aRequestAboutNoWindowIsAnError(_ backend: Backend, _ id: UInt64) async throws {
        try await backend.run { desktop, _ async throws in
            let gone = DesktopError.windowGone(id: id)
            await #expect(throws: gone) { try await desktop.close(window: id) }
            await #expect(throws: gone) { try await desktop.focus(window: id) }
            await #expect(throws: gone) { try await desktop.raise(window: id) }
            await #expect(throws: gone) {
                try await desktop.move(window: id, to: Point(x: 1, y: 1))
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func aClipboardThatNobodyFilledHoldsNothing(_ backend: Backend) async throws {
        try await backend.run { desktop, _ async throws in
            #expect(try await desktop.clipboard() == nil)
        }
    }

    @Test(arguments: Backend.allCases, ["foo", "", "Größe 日本 🙂\nand more\t"])
    func theClipboardsTextIsRead(_ backend: Backend, _ text: String) async throws {
        try await backend.run(clipboard: text) { desktop, _ async throws in
            #expect(try await desktop.clipboard() == text)
        }
    }

    @Test(arguments: Backend.allCases, ["foo", "", "Größe e\u{301} 日本 🙂\r\nand more\t"])
    func aTextIsPutOnTheClipboard(_ backend: Backend, _ text: String) async throws {
        try await backend.run(clipboard: "old") { desktop, witness async throws in
            try await desktop.setClipboard(text)
            // By scalars: an accent of its own is equal to none with the letter.
            let pasted = try await witness.clipboard()
            #expect(pasted?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
            #expect(try await desktop.clipboard() == text)
        }
    }

    @Test(arguments: Backend.allCases)
    func aLaterTextReplacesTheOneBefore(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            for number in 1...20 {
                try await desktop.setClipboard("text \(number)")
                #expect(try await witness.clipboard() == "text \(number)")
            }
        }
    }

    @Test(.timeLimit(.minutes(5)), arguments: Backend.allCases)
    func aLargeTextIsPutOnTheClipboard(_ backend: Backend) async throws {
        try await backend.run { desktop, witness async throws in
            let text = (0..<150_000).map { "line \($0) ß\n" }.joined()
            try #require(text.utf8.count > 2_000_000)
            try await desktop.setClipboard(text)
            #expect(try await witness.clipboard() == text)
            #expect(try await desktop.clipboard() == text)
        }
    }

    /// Waits until what was drawn at the start is over.
    private func quiet(_ desktop: any Desktop) async throws {
        let isQuiet = try await eventually {
            try await desktop.waitForChange(upTo: .milliseconds(100)).isEmpty
        }
        try #require(isQuiet)
    }
}
