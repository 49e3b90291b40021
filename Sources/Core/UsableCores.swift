import FoundationEssentials

/// How many processor cores this process may use.
///
/// A container sees all cores of its machine, and is given the time of a few.
///
/// - SeeAlso: proc_pid_status(5), Cpus_allowed_list; cgroup-v2.rst, cpu.max; sched-bwc.rst of version 1, cpu.cfs_quota_us.
package enum UsableCores {
    /// One at least.
    package static let count = count(
        online: allowedCount(text("/proc/self/status") ?? "")
            ?? ProcessInfo.processInfo.activeProcessorCount,
        groups: text("/proc/self/cgroup") ?? "", read: text)

    private static func text(_ path: String) -> String? {
        try? String(contentsOfFile: path, encoding: .utf8)
    }

    /// The cores of a list as `0-2,5`.
    ///
    /// - Parameter status: As `/proc/self/status` has it.
    /// - Returns: `nil` where there is no such list.
    static func allowedCount(_ status: String) -> Int? {
        let name = "Cpus_allowed_list:"
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }) else {
            return nil
        }
        var count = 0
        for part in line.dropFirst(name.count).split(whereSeparator: { ", \t".contains($0) }) {
            let ends = part.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last else { return nil }
            count += last - first + 1
        }
        return count > 0 ? count : nil
    }

    /// - Parameters:
    ///   - online: The cores that the process may run on.
    ///   - groups: The process's control groups, as `/proc/self/cgroup` has them.
    ///   - read: The text of a file, where there is one.
    /// - Returns: A part of a core counts as one.
    static func count(online: Int, groups: String, read: (String) -> String?) -> Int {
        let shares = folders(of: groups).compactMap { folder -> Double? in
            let max = read(folder + "/cpu.max")?.split(whereSeparator: \.isWhitespace).map(
                String.init)
            let quota = max?.first ?? read(folder + "/cpu.cfs_quota_us")
            let period = max?.last ?? read(folder + "/cpu.cfs_period_us")
            guard let quota = number(quota), let period = number(period), quota > 0, period > 0
            else { return nil }
            return quota / period
        }
        let least = shares.min().map { Int($0.rounded(.up)) } ?? online
        return max(1, min(online, least))
    }

    /// The folder of each group and of those around it: each may have a quota.
    private static func folders(of groups: String) -> [String] {
        groups.split(separator: "\n").flatMap { line -> [String] in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return [] }
            let isOfCores = parts[1].split(separator: ",").contains("cpu")
            guard parts[1].isEmpty || isOfCores else { return [] }
            let root = isOfCores ? "/sys/fs/cgroup/cpu" : "/sys/fs/cgroup"
            let names = parts[2].split(separator: "/")
            return (0...names.count).map { count in
                ([root] + names.prefix(count).map(String.init)).joined(separator: "/")
            }
        }
    }

    /// `nil` for "max", which is no limit; -1 is none either.
    private static func number(_ text: String?) -> Double? {
        text?.split(whereSeparator: \.isWhitespace).first.flatMap { Double($0) }
    }
}
