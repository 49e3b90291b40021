/// A program to start and leave running.
public struct ProgramSpec: Sendable, Hashable {
    /// The name under which its run knows it.
    public var id: String
    /// A name to be found in the PATH of `environment`, or a path from `workingDirectory`.
    public var program: String
    public var arguments: [String]
    /// All of its environment: nothing of our own is handed on unless it is in here.
    public var environment: [String: String]
    public var workingDirectory: String
    /// The file that its output and its errors are appended to.
    public var log: String
    /// The file that its output alone is written to; `nil` leaves it to `log`.
    public var outputFile: String?

    public init(
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
