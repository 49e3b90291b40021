import Glibc

/// A variable in the environment of every process of a run, by which all of them can be found again.
///
/// A program may leave its parent, its group and its session, but what it starts still inherits the
/// variable: daemons, services that D-Bus activates, and children of children.
package struct RunMarker: Sendable, Hashable {
    package static let variable = "DESKWRIGHT_RUN"

    package let value: String
    /// What the run has started; copies of a marker share it.
    let sessions = RunSessions()

    init(value: String) {
        self.value = value
    }

    package static func == (left: RunMarker, right: RunMarker) -> Bool { left.value == right.value }

    package func hash(into hasher: inout Hasher) { hasher.combine(value) }

    /// A marker that no other run on this machine has.
    package static func unique() -> RunMarker {
        let random = UInt64.random(in: .min ... .max)
        return RunMarker(value: "\(getpid())-\(String(random, radix: 36))")
    }

    /// The environment with the marker in it.
    package func mark(_ environment: [String: String]) -> [String: String] {
        environment.merging([RunMarker.variable: value]) { $1 }
    }

    /// Whether a process with this environment belongs to the run.
    ///
    /// It comes as in `/proc/PID/environ`: entries that end in a zero byte.
    func isIn(environment: [UInt8]) -> Bool {
        let entry = Array("\(RunMarker.variable)=\(value)".utf8)
        return environment.split(separator: 0).contains { $0.elementsEqual(entry) }
    }
}
