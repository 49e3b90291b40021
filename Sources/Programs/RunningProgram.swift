import Glibc

/// A program that was started: it runs, or it has ended and the exit is known.
package final class RunningProgram: Sendable {
    package let id: String
    /// Also the number of its process group and of its session.
    package let processID: Int32
    /// The file that its output is appended to.
    package let log: String
    private let record: ExitRecord

    init(id: String, processID: Int32, log: String, record: ExitRecord) {
        self.id = id
        self.processID = processID
        self.log = log
        self.record = record
    }

    /// How it ended; `nil` while it runs.
    package var exit: ProgramExit? { record.exit }

    package var isRunning: Bool { exit == nil }

    /// Ends it and all of its process group, and returns when they are gone.
    ///
    /// Works in a cancelled task. What has left the group is for ``ProgramGroup/stopAll(grace:)``.
    ///
    /// - Parameter grace: How long it may take after SIGTERM before it is killed.
    /// - Returns: How it ended, which may have been earlier and by itself.
    @discardableResult
    package func stop(grace: Duration = .seconds(2)) async -> ProgramExit {
        signal(SIGTERM)
        if await !isGone(within: grace) {
            signal(SIGKILL)
            _ = await isGone(within: .seconds(1))
        }
        return await record.wait()
    }

    private func isGone(within limit: Duration) async -> Bool {
        await Patience(limit: limit).waits { [self] in !isRunning && members.isEmpty }
    }

    private var members: [ProcessEntry] {
        ProcessTable.members(ofGroup: processID)
    }

    /// The group's number is taken while the program runs or a member lives; after that it may be
    /// somebody else's.
    private func signal(_ number: Int32) {
        if isRunning || !members.isEmpty { kill(-processID, number) }
    }
}
