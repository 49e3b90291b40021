import Foundation

/// The memory of a process that is in use, in KiB: all of it, and without what files hold.
///
/// - Parameter process: Its number, or `self`.
/// - Returns: Nothing of a process that has ended.
/// - SeeAlso: proc_pid_status(5), VmRSS and RssAnon.
func memoryKiB(of process: String = "self") -> [Quantity: Double] {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    else { return [:] }
    var memory: [Quantity: Double] = [:]
    for (quantity, name) in [(Quantity.memory, "VmRSS"), (.ownMemory, "RssAnon")] {
        let value = field(name, in: status, separator: ":").split(separator: " ").first
        if let number = value.flatMap({ Double($0) }) { memory[quantity] = number }
    }
    return memory
}
