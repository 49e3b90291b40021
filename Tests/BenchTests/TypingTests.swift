import Testing

@testable import DeskwrightBench

struct TypingTests {
    @Test(arguments: [
        ("abc", "abc", 0), ("abc", "", 3), ("", "x", 1), ("abc", "ac", 1), ("abc", "abbc", 1),
        ("abc", "axc", 1), ("ab", "ba", 1), ("żó", "z\u{307}ó", 2), ("a😀b", "ab", 1),
    ])
    func everyCharacterThatIsLostOtherOrTooManyCounts(
        expected: String, arrived: String, wrong: Int
    ) {
        #expect(wrongCount(expected: expected, arrived: arrived) == wrong)
    }
}
