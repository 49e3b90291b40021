import DeskwrightCore
import DeskwrightTaskFiles
import Testing

/// Whatever stands in a file: a task or faults with places in it, and never a crash.
@Suite struct TaskFuzzTests {
    /// The samples that are UTF-8, to begin from.
    private static let texts = (SampleFiles.good + SampleFiles.bad)
        .compactMap { try? SampleFiles.text($0) }

    @Test(arguments: [UInt64(1), 2, 3, 4])
    func changedTaskTextsAreReadOrRefusedWithPlaces(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            var text = Array(try #require(TaskFuzzTests.texts.randomElement(using: &random)).utf8)
            for _ in 0...Int.random(in: 0..<4, using: &random) { change(&text, &random) }
            check(String(decoding: text, as: UTF8.self))
        }
    }

    @Test func truncatedTaskTextsAreReadOrRefusedWithPlaces() throws {
        let text = try SampleFiles.text("good/full.yaml")
        for length in stride(from: 0, to: text.count, by: 3) { check(String(text.prefix(length))) }
    }

    @Test func noiseIsRefusedWithPlaces() {
        var random = SeededGenerator(seed: 5)
        let marks = Array("{}[]:,-?*&!|>'\"%@`#~ \n\t<ab1$/\\é")
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            check(String(decoding: bytes, as: UTF8.self))
            let noise = (0..<Int.random(in: 0..<80, using: &random)).compactMap { _ in
                marks.randomElement(using: &random)
            }
            check(String(noise))
        }
    }

    @Test func noiseInAPatternIsAPatternOrAFault() {
        var random = SeededGenerator(seed: 6)
        let marks = Array("()[]{}*+?|^$.\\-,:=!<>Pdwsbkxu0129aß&~#")
        for _ in 0..<1000 {
            let pattern = String(
                (0..<Int.random(in: 1..<12, using: &random)).compactMap { _ in
                    marks.randomElement(using: &random)
                })
            let written = pattern.replacing("'", with: "''")
            check("version: 1\nname: x\ngoal: y\nexpect:\n- file: {path: a, matches: '\(written)'}")
        }
    }

    @Test(arguments: [
        String(repeating: "(", count: 500) + String(repeating: ")", count: 500),
        String(repeating: "[", count: 1000), String(repeating: "(?:a|", count: 200),
        "a{0,99999999999999999999}", "a{9999999}", "a{5,2}", #"\u{110000}"#, #"\x{}"#, "(?<=a)b",
        #"\p{nothing}"#, "[[:nothing:]]", "[z-a]", #"\9"#, "(?<n>a)(?<n>b)", #"\Q"#, "(?#",
        "(?xms-i",
        String(repeating: "a*", count: 499),
    ])
    func unusualPatternsAreTakenOrRefused(pattern: String) {
        check("version: 1\nname: x\ngoal: y\nexpect:\n- file: {path: a, matches: '\(pattern)'}")
    }

    /// Reads a text and looks at what is reported.
    private func check(_ text: String) {
        let lineCount = text.split(omittingEmptySubsequences: false) { $0.isNewline }.count
        do {
            let tasks = try TaskFile.parse(
                text: text, path: SampleFiles.path("good/fuzz.yaml"),
                environment: SampleFiles.environment)
            #expect(
                tasks.allSatisfy { ($0.goal != nil || !$0.steps.isEmpty) && !$0.name.isEmpty },
                "\(quoted(text))")
        } catch {
            for fault in error.faults {
                guard let place = fault.place, let excerpt = fault.excerpt else {
                    Issue.record("no place: \(fault) in \(quoted(text))")
                    continue
                }
                let isInside = (1...lineCount).contains(place.line) && place.column >= 1
                #expect(isInside, "\(fault) in \(quoted(text))")
                #expect(excerpt.hasSuffix("^"), "\(fault) in \(quoted(text))")
            }
        }
    }

    /// One of the slips that people and disks make.
    private func change(_ text: inout [UInt8], _ random: inout SeededGenerator) {
        guard !text.isEmpty else { return }
        let index = Int.random(in: 0..<text.count, using: &random)
        let end = min(text.count, index + Int.random(in: 1...12, using: &random))
        switch Int.random(in: 0..<6, using: &random) {
        case 0: text[index] = UInt8.random(in: 0...255, using: &random)
        case 1: text.removeSubrange(index..<end)
        case 2: text.insert(contentsOf: text[index..<end], at: index)
        case 3:
            text.insert(
                Array("{}[]:,-?*&!|>'\"\n\t ".utf8).randomElement(using: &random)!, at: index)
        case 4: text.swapAt(index, Int.random(in: 0..<text.count, using: &random))
        default: text.removeSubrange(index...)
        }
    }
}

/// SplitMix64: the same numbers from the same seed on every machine.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
