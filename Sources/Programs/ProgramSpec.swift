/// A program to start and leave running.
package struct ProgramSpec: Sendable, Hashable {
    /// The name under which its run knows it.
    package var id: String
    /// A name to be found in the PATH of `environment`, or a path from `workingDirectory`.
    package var program: String
    package var arguments: [String]
    /// All of its environment: nothing of our own is handed on unless it is in here.
    package var environment: [String: String]
    package var workingDirectory: String
    /// The file that its output and its errors are appended to.
    package var log: String
    /// The file that its output alone is written to; `nil` leaves it to `log`.
    package var outputFile: String?

    package init(
        id: String, program: String, arguments: [String] = [], environment: [String: String],
        workingDirectory: String, log: String, outputFile: String? = nil
    ) {
        self.id = id
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.log = log
        self.outputFile = outputFile
    }
}
