import DeskwrightCore
import DeskwrightSight

/// What a script is connected to besides the loop that asks it.
package struct ScriptPorts: Sendable {
    package var desktop: any Desktop
    package var eye: Eye
    package var checker: any Checker
    package var programs: any ScriptPrograms
    /// What it waits by.
    package var clock: any Clock<Duration>
    /// What references in the texts of targets and the clipboard stand for.
    package var secrets: Secrets
    /// Puts something that is no input to a person, in step mode; elsewhere it is allowed.
    package var allows: @Sendable (String) async -> Bool
    /// Hears what became of each step, before anything that it asks for is done.
    package var tell: @Sendable (JournalEvent.Stepped) async -> Void
    /// The model for an `act` step, told its goal.
    package var openModel: @Sendable (String) async throws -> any Planner

    package init(
        desktop: any Desktop, eye: Eye, checker: any Checker, programs: any ScriptPrograms,
        clock: any Clock<Duration>, secrets: Secrets = Secrets(),
        allows: @escaping @Sendable (String) async -> Bool = { _ in true },
        tell: @escaping @Sendable (JournalEvent.Stepped) async -> Void = { _ in },
        openModel: @escaping @Sendable (String) async throws -> any Planner
    ) {
        self.desktop = desktop
        self.eye = eye
        self.checker = checker
        self.programs = programs
        self.clock = clock
        self.secrets = secrets
        self.allows = allows
        self.tell = tell
        self.openModel = openModel
    }
}

/// The programs and files of the run that a script belongs to.
package protocol ScriptPrograms: Sendable {
    /// Starts an app, and returns when it is ready.
    ///
    /// - Throws: Why it did not start, or was not ready in time.
    func launch(_ app: AppSpec) async throws
    /// Ends an app.
    ///
    /// - Returns: `false` where none of this id was started.
    func close(app id: String) async -> Bool
    /// Runs a command in the scratch folder to its end.
    ///
    /// - Returns: What it printed, without new lines at the end.
    /// - Throws: Why it could not be run, or that it failed.
    func run(_ command: CommandSpec) async throws -> String
    /// Keeps a picture in the run folder under a name.
    func keep(_ frame: Frame, as name: String) async throws
}
