import Foundation

extension BenchReport {
    static let marks = (begin: "<!-- figures -->", end: "<!-- end of figures -->")

    /// Writes the main figures into a page, between its two marks.
    func writeHeadlines(into path: String) throws {
        let page = String(decoding: try readFile(path), as: UTF8.self)
        guard let new = withHeadlines(page) else { throw BenchError.noMarks(page: path) }
        try Data(new.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// `nil` for a page without the marks.
    func withHeadlines(_ page: String) -> String? {
        guard let begin = page.range(of: BenchReport.marks.begin),
            let end = page.range(of: BenchReport.marks.end), begin.upperBound <= end.lowerBound
        else { return nil }
        let table = Goal.table(goals.filter { $0.isHeadline || $0.isMissed })
        return page[..<begin.upperBound] + "\n" + table + "\n" + page[end.lowerBound...]
    }
}
