/// One process as `/proc/PID/stat` has it.
public struct ProcessEntry: Sendable, Hashable {
    /// Its number, as `kill` takes it.
    public var processID: Int32
    /// The program's name, cut to 15 bytes by the kernel.
    public var name: String
    /// The number of the process that started it, or took it over.
    public var parentID: Int32
    /// The number of its process group.
    public var groupID: Int32
    /// The number of its session.
    public var sessionID: Int32
    /// Ended, and only waiting for its parent to ask how.
    public var isZombie: Bool

    /// Reads `/proc/PID/stat`; `nil` for a line that is none.
    ///
    /// The name stands in parentheses and may hold spaces and parentheses itself, so the fields
    /// after it are counted from the last one.
    ///
    /// - SeeAlso: proc_pid_stat(5).
    init?(stat: String) {
        guard let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")"), open < close
        else { return nil }
        let rest = stat[stat.index(after: close)...].split(whereSeparator: \.isWhitespace)
        guard rest.count >= 4, let processID = Int32(stat[..<open].filter { $0 != " " }),
            let parentID = Int32(rest[1]), let groupID = Int32(rest[2]),
            let sessionID = Int32(rest[3])
        else { return nil }
        self.processID = processID
        self.name = String(stat[stat.index(after: open)..<close])
        self.parentID = parentID
        self.groupID = groupID
        self.sessionID = sessionID
        isZombie = rest[0] == "Z" || rest[0] == "X"
    }
}
