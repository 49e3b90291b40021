import DeskwrightCX11
import DeskwrightCore
import DeskwrightX11Backend
import Foundation

/// What the figures hold for.
struct Machine: Codable {
    var date: String
    var processor: String
    var cores: Int
    var memoryGiB: Int
    var kernel: String
    var system: String
    var xServer: String
    /// How busy it was before the run began: processes that want to run, on average of 1, 5 and 15 minutes.
    var load: String
    /// The other programs' versions.
    var peers: [String]

    /// This machine, now.
    static func here(_ python: PythonTools) async throws -> Machine {
        let server = try await Stage.with(.init(width: 320, height: 240)) { stage in
            xServerVersion(XVendorRelease(stage.connection.display))
        }
        return Machine(
            date: ISO8601DateFormatter().string(from: Date()),
            processor: field("model name", in: text("/proc/cpuinfo"), separator: ":"),
            cores: ProcessInfo.processInfo.activeProcessorCount,
            memoryGiB: Int(
                (Double(ProcessInfo.processInfo.physicalMemory) / Double(1 << 30)).rounded()),
            kernel: text("/proc/sys/kernel/osrelease").trimmingCharacters(in: .newlines),
            system: field("PRETTY_NAME", in: text("/etc/os-release"), separator: "=")
                .replacing("\"", with: ""),
            xServer: "Xvfb \(server)",
            load: text("/proc/loadavg").split(separator: " ").prefix(3).joined(separator: ", "),
            peers: packages() + libraries(python))
    }

    var markdown: String {
        markdownTable(
            ["Machine", ""],
            [
                ["Processor", "\(processor), \(cores) cores"], ["Memory", "\(memoryGiB) GiB"],
                ["System", "\(system), Linux \(kernel), \(xServer)"], ["Date", date],
                ["Load before it", load],
                ["Beside it", peers.joined(separator: ", ")],
            ]
        ).replacing("--:", with: "---")
    }

    private static func packages() -> [String] {
        let names = ["scrot", "maim", "imagemagick", "ffmpeg", "xdotool", "chromium"]
        let said = output(of: ["dpkg-query", "-W", "-f=${Package} ${Version}\n"] + names)
        return said.split(separator: "\n").map { line in
            // The upstream version, without the epoch and Debian's revision.
            let parts = line.split(separator: " ")
            let version = parts.last?.split(separator: ":").last?.split(separator: "-").first
            return "\(parts.first ?? "") \(version ?? "")"
        }
    }

    private static func libraries(_ python: PythonTools) -> [String] {
        output(of: python.arguments(["versions"])).split(separator: "\n").map(String.init)
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}

/// X.Org writes 21.1.7 as 12101007: 1 and the year, then release and patch; three digits the last.
///
/// - SeeAlso: xorg-server, `VENDOR_RELEASE`.
func xServerVersion(_ release: Int32) -> String {
    let (year, minor, patch) = (release / 100_000 % 100, release / 1000 % 100, release % 1000)
    return "\(year).\(minor).\(patch)"
}

/// The value of a line `name separator value`.
func field(_ name: String, in text: String, separator: Character) -> String {
    for line in text.split(separator: "\n") {
        let parts = line.split(separator: separator, maxSplits: 1)
        if parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == name {
            return parts[1].trimmingCharacters(in: .whitespaces)
        }
    }
    return ""
}

/// What a program says; nothing when it cannot be started.
private func output(of command: [String]) -> String {
    guard let ends = try? pipeEnds() else { return "" }
    let environment = ProcessInfo.processInfo.environment
    let processID = try? spawn(command, environment: environment, output: ends.write)
    close(ends.write)
    let data = FileHandle(fileDescriptor: ends.read, closeOnDealloc: true).readDataToEndOfFile()
    var status: Int32 = 0
    if let processID { waitpid(processID, &status, 0) }
    return String(decoding: data, as: UTF8.self)
}
