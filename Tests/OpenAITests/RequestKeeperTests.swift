import DeskwrightCore
import DeskwrightHTTP
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightOpenAI

/// Requests that are kept before they go out.
struct RequestKeeperTests {
    @Test func whatCannotBeKeptEndsTheRunAsTheEnvironments() async throws {
        try await withScratchFolder { scratch in
            let folder = scratch + "/kept"
            let service = ScriptedService([.reply("")])
            let keeper = try RequestKeeper(folder: folder, http: service)
            try FileManager.default.removeItem(atPath: folder)
            let planner = try makePlanner(
                url: "https://api.openai.com/v1", http: keeper, clock: RecordingClock(),
                notes: Notes())
            let turn = try PlannerTurn.showing()
            let error = await #expect(throws: PlannerError.self) {
                try await planner.decide(turn)
            }
            #expect(error?.kind == .environment)
            #expect(
                error?.message
                    == "cannot keep requests in \"\(folder)\": No such file or directory")
            #expect(error?.hint?.contains("--keep-requests DIR") == true)
            #expect(service.requests.isEmpty, "what is not kept is not sent")
        }
    }
}
