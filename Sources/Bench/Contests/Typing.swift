import DeskwrightCore
import DeskwrightX11Backend

/// Typing into a terminal and into an editor: what arrives, and when the last of it is there.
struct TypingContest {
    var isQuick: Bool
    var python = PythonTools()
    let progress: Progress

    private static let screen = Size(width: 1024, height: 768)

    func run() async throws -> [Section] {
        var result = RaceResult()
        for target in TypingTarget.allCases {
            for (name, text) in TypingContest.texts {
                let subject = "\(target.rawValue), \(name)"
                progress.note("typing: \(subject)")
                let typists = typists(of: text)
                // A screen for each: some leave the keyboard's map changed.
                try await withStages(typists.count) { stages in
                    let fields = try await target.open(on: stages)
                    let contestants = zip(typists, fields).map { typist, field in
                        contestant(typist, field, text)
                    }
                    result += await race(contestants, on: subject, rounds: isQuick ? 1 : 3)
                    for field in fields { await field.close() }
                }
            }
        }
        return [Section(.typing, result)]
    }

    /// All printable ASCII over and over; and the scripts that spare keys are borrowed for. In short
    /// lines: a long one sends the editor scrolling.
    private static let texts = [("1,000 ASCII", ascii), ("200 mixed", mixed)]

    private static let ascii = String(
        (1...1000).map { place -> Character in
            let code = place % 50 == 0 ? 10 : UInt8(32 + place * 37 % 95)
            return Character(Unicode.Scalar(code))
        })

    private static let mixed = String(
        String(
            repeating: "Zażółć gęślą jaźń, Ελληνικά!\nПривет, мир: 你好 かな 😀 “€5”;\n", count: 4
        ).prefix(200))

    private func contestant(
        _ typist: Typist, _ field: any TypingField, _ text: String
    ) -> Contestant {
        Contestant(name: typist.name) {
            try await field.clear()
            let watch = Stopwatch(ContinuousClock())
            try await typist.type(field.stage)
            let end = try await field.lastArrival(of: text, since: watch)
            let wrong = wrongCount(expected: text, arrived: try await field.text())
            return Reading([.wall: end, .wrongCharacters: Double(wrong)])
        }
    }

    /// Starts so many stages, one inside the other, so that all of them end.
    private func withStages(
        _ count: Int, _ stages: [Stage] = [], _ work: ([Stage]) async throws -> Void
    ) async throws {
        if stages.count == count { return try await work(stages) }
        try await Stage.with(TypingContest.screen) { stage in
            try await withStages(count, stages + [stage], work)
        }
    }
}

/// How many characters were lost or came otherwise, or came besides: the larger of the two.
func wrongCount(expected: String, arrived: String) -> Int {
    let difference = Array(arrived.unicodeScalars).difference(
        from: Array(expected.unicodeScalars))
    return max(difference.insertions.count, difference.removals.count)
}
