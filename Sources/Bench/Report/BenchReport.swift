import Foundation

/// All that one run of the bench found.
struct BenchReport: Codable {
    var machine: Machine
    /// Whether it was only tried out, with few rounds.
    var isQuick: Bool
    var sections: [Section]

    /// Writes `bench.json`, `bench.md` and `bench.svg` into a folder.
    func write(to folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let raw = try encoder.encode(self)
        let base = URL(fileURLWithPath: folder)
        try raw.write(to: base.appendingPathComponent("bench.json"))
        try Data(markdown.utf8).write(to: base.appendingPathComponent("bench.md"))
        try Data(chart.svg.utf8).write(to: base.appendingPathComponent("bench.svg"))
    }

    static func read(_ file: String) throws -> BenchReport {
        try JSONDecoder().decode(BenchReport.self, from: try readFile(file))
    }
}
