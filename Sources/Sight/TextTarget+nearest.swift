extension TextTarget {
    /// What is most like a target that is nowhere: evidence for the person who wrote it.
    ///
    /// - Returns: At most three places, the nearest first; none for a regular expression.
    package func nearest(in lines: [TextLine]) -> [TextSighting] {
        guard case .words(let words) = self else { return [] }
        let wanted = TextFolding.folded(words.joined(separator: " ").lowercased())
        let limit = max(1, wanted.count / 2)
        return lines.flatMap { runs(in: $0, of: words.count) }
            .map { (sighting: $0, distance: distance(from: wanted, to: $0)) }
            .filter { $0.distance <= limit }
            .sorted { $0.distance < $1.distance }
            .prefix(3).map(\.sighting)
    }

    /// Runs of as many words as the target has; a shorter line as a whole.
    private func runs(in line: TextLine, of count: Int) -> [TextSighting] {
        guard line.words.count > count else { return [TextSighting(line.words)] }
        return (0...(line.words.count - count)).map { start in
            TextSighting(line.words[start..<(start + count)])
        }
    }

    private func distance(from wanted: [Character], to sighting: TextSighting) -> Int {
        let read = TextFolding.folded(sighting.text.lowercased())
        // Far longer ones need no table.
        guard read.count <= 2 * wanted.count + 8 else { return .max }
        return editDistance(wanted, read)
    }
}

/// Insertions, deletions and replacements that make one text the other.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var last = Array(0...right.count)
    for i in left.indices {
        var row = [i + 1]
        for j in right.indices {
            let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
            row.append(min(replaced, last[j + 1] + 1, row[j] + 1))
        }
        last = row
    }
    return last[right.count]
}
