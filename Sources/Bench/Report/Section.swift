/// One part of the report: what was measured, and what came of it.
struct Section: Codable, Hashable {
    var topic: Topic
    var series: [Series]
    var remarks: [Remark]

    init(_ topic: Topic, _ result: RaceResult) {
        self.topic = topic
        series = result.series
        remarks = result.remarks
    }

    /// In the order in which they first appear.
    var contestants: [String] { series.map(\.contestant).uniqued() }
    var subjects: [String] { series.map(\.subject).uniqued() }
    var quantities: [Quantity] { Quantity.allCases.filter { has($0) } }

    func summary(_ contestant: String, _ subject: String, _ quantity: Quantity) -> Summary? {
        series.first {
            $0.contestant == contestant && $0.subject == subject && $0.quantity == quantity
        }?.summary
    }

    private func has(_ quantity: Quantity) -> Bool { series.contains { $0.quantity == quantity } }
}

/// What a section is about.
enum Topic: String, Codable {
    case inProcess, programs, files

    var title: String {
        switch self {
        case .inProcess: "A screenshot as a PNG, in process"
        case .programs: "A screenshot as a PNG file, the whole program"
        case .files: "The size of the PNG"
        }
    }

    /// How it was measured.
    var explanation: String {
        switch self {
        case .inProcess:
            """
            From the call to the PNG's bytes in memory. "Capture and PNG" keeps nothing from one picture to the next;
            the two lines below it keep what did not change. Python's libraries are called in a process that stays.
            """
        case .programs:
            """
            From the start of the program to its end, file written. Every file is decoded and compared with the screen,
            pixel by pixel.
            """
        case .files:
            "All of 8-bit RGB. libpng with zlib, at the level and with the filters named."
        }
    }
}

extension RaceResult {
    static func += (left: inout RaceResult, right: RaceResult) {
        left.series += right.series
        left.remarks += right.remarks
    }
}

extension Array where Element: Hashable {
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
