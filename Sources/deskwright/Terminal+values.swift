import Foundation

extension Terminal {
    /// Prints rows in columns, the first as headings.
    func show(table rows: [[String]]) {
        let widths = rows.first?.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        for (number, row) in rows.enumerated() {
            var text = ""
            for (cell, width) in zip(row, widths ?? []) {
                text += cell + String(repeating: " ", count: width - cell.count + 2)
            }
            text = String(text.reversed().drop { $0 == " " }.reversed())
            line(number == 0 ? styled(text, .bold) : text)
        }
    }

    /// Prints a value for a program to read, on one line unless it is to be pretty.
    func show(json value: some Encodable, pretty isPretty: Bool = false) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if isPretty { encoder.outputFormatting.insert(.prettyPrinted) }
        do {
            line(String(decoding: try encoder.encode(value), as: UTF8.self))
        } catch {
            Terminal.error.show(error: "cannot print JSON: \(error)", hint: nil)
        }
    }
}
