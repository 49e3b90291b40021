import Subprocess
import SystemPackage

/// What swift-subprocess needs to know, from what Deskwright knows of a program.
struct SpawnConfiguration {
    var program: String
    var arguments: [String]
    var environment: [String: String]
    var workingDirectory: String

    /// Where a program without a PATH of its own is looked for, as execvp(3) does.
    static let defaultPath = "/usr/local/bin:/usr/bin:/bin"

    var searchPath: String { environment["PATH"] ?? SpawnConfiguration.defaultPath }

    /// - Throws: ``ProgramError/notFound(program:path:)``.
    func resolve() async throws(ProgramError) -> Configuration {
        var options = PlatformOptions()
        options.createSession = true
        // A cancelled command goes at once, with all that it started.
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
        ]
        return Configuration(
            executable: try await executable(), arguments: Arguments(arguments),
            environment: .custom(entries), workingDirectory: FilePath(workingDirectory),
            platformOptions: options)
    }

    /// The error in our words.
    func failure(_ error: any Error) -> ProgramError {
        guard let error = error as? SubprocessError else {
            return .cannotStart(program: program, reason: "\(error)")
        }
        let reason = error.underlyingError.map { "\($0)" } ?? "\(error)"
        return switch error.code {
        case .executableNotFound: .notFound(program: program, path: searchPath)
        case .failedToChangeWorkingDirectory:
            .badFolder(program: program, folder: workingDirectory, reason: reason)
        case _: .cannotStart(program: program, reason: reason)
        }
    }

    /// Looked up here and not by the library, which falls back on our own PATH.
    private func executable() async throws(ProgramError) -> Executable {
        guard !program.contains("/") else { return .path(FilePath(program)) }
        do {
            let path = Environment.custom(["PATH": searchPath])
            return .path(try await Executable.name(program).resolveExecutablePath(in: path))
        } catch {
            throw failure(error)
        }
    }

    private var entries: [[UInt8]] {
        environment.sorted { $0.key < $1.key }.map { Array("\($0.key)=\($0.value)\0".utf8) }
    }
}
