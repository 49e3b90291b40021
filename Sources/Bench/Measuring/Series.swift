/// One quantity of one contestant in one discipline, as measured.
struct Series: Codable, Hashable {
    var contestant: String
    /// What it was measured on: a screen size and its picture, a program and a text.
    var subject: String
    var quantity: Quantity
    var samples: [Double]

    var summary: Summary? { Summary(samples) }
}

/// What is measured, and its unit.
enum Quantity: String, Codable, CaseIterable {
    /// Milliseconds from the start to the end.
    case wall
    /// Milliseconds of processor time, user and system, of the program alone, not of the X server.
    case cpu
    /// The size of a file in bytes.
    case bytes
    /// The size of a file in percent of another's.
    case share
    /// A part of a run's time, in percent.
    case runShare
    /// How many of the wanted characters did not arrive, or arrived otherwise.
    case wrongCharacters
    /// Characters a second.
    case pace
    /// Resident memory in KiB.
    case memory
    /// The part of it in KiB that no file holds: not the program and its libraries.
    case ownMemory

    var heading: String {
        switch self {
        case .wall: "Milliseconds"
        case .cpu: "Milliseconds of CPU, without the X server's"
        case .bytes: "KB (1,000 bytes)"
        case .share: "Percent of the smaller of libpng's at level 1"
        case .runShare: "Percent of a run with the model's latencies"
        case .wrongCharacters: "Characters wrong"
        case .pace: "Characters a second"
        case .memory: "Resident memory, MiB"
        case .ownMemory: "Resident memory without the program and its libraries, MiB"
        }
    }

    func text(_ value: Double) -> String {
        switch self {
        case .wall, .cpu, .runShare: significant(value)
        case .bytes: grouped((value / 1000).rounded())
        case .share, .wrongCharacters, .pace: grouped(value.rounded())
        case .memory, .ownMemory: significant(value / 1024)
        }
    }
}

/// Two decimals below 1, one below 10, none above.
func significant(_ value: Double) -> String {
    let decimals = value < 1 ? 2 : value < 9.95 ? 1 : 0
    let scale = [1.0, 10, 100][decimals]
    let scaled = Int((value * scale).rounded())
    guard decimals > 0 else { return grouped(Double(scaled)) }
    let fraction = String(scaled % Int(scale))
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(scaled / Int(scale)).\(zeros)\(fraction)"
}

/// A whole number with commas between thousands.
func grouped(_ value: Double) -> String {
    var rest = String(Int(value.magnitude))
    var groups: [String] = []
    while rest.count > 3 {
        groups.insert(String(rest.suffix(3)), at: 0)
        rest.removeLast(3)
    }
    return (value < 0 ? "-" : "") + ([rest] + groups).joined(separator: ",")
}
