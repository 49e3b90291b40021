/// The candidate that somebody may have meant, or `nil` when none is near.
///
/// - Returns: The first of those with the smallest edit distance, if that is small for the length.
func nearest(to word: String, among candidates: [String]) -> String? {
    let wanted = folded(word)
    let limit = wanted.count < 4 ? 1 : wanted.count < 9 ? 2 : 3
    // Nobody meant a key by something far longer than any key.
    guard wanted.count <= 64 else { return nil }
    let ranked = candidates.map { (name: $0, distance: editDistance(wanted, folded($0))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= limit && best.distance < wanted.count ? best.name : nil
}

/// What a reader is told about a word that is none of the known ones.
func suggestion(for word: String, among candidates: [String]) -> String? {
    if let near = nearest(to: word, among: candidates) { return "did you mean \"\(near)\"?" }
    return candidates.isEmpty ? nil : "known here: " + candidates.joined(separator: ", ")
}

private func folded(_ word: String) -> [Character] {
    Array(word.lowercased().map { $0 == "_" ? "-" : $0 })
}

/// Insertions, deletions, replacements and swaps of neighbours that make one word the other.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in left.indices {
        var row = [i + 1]
        for j in right.indices {
            let replaced = last[j] + (left[i] == right[j] ? 0 : 1)
            var best = min(replaced, last[j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                best = min(best, beforeLast[j - 1] + 1)
            }
            row.append(best)
        }
        beforeLast = last
        last = row
    }
    return last[right.count]
}
