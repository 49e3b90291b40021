import DeskwrightCore
import Testing

@testable import DeskwrightReporters

struct RerunCommandTests {
    @Test(arguments: [
        ("tasks/a-1_b.yaml", "tasks/a-1_b.yaml"),
        ("my tasks/a.yaml", "'my tasks/a.yaml'"),
        ("it's.yaml", #"'it'\''s.yaml'"#),
        ("$(touch x)`y`\"*?~!;&|<>", "'$(touch x)`y`\"*?~!;&|<>'"),
        ("größe.yaml", "'größe.yaml'"),
        ("-x.yaml", "./-x.yaml"),
        ("=ls", "'=ls'"),
        ("", "''"),
        ("a\nb'\\c%!\t.yaml", #""$(printf 'a\012b\047\\c%%\041\011.yaml')""#),
        ("\u{202E}lmay", #""$(printf '\342\200\256lmay')""#),
        // One character for Swift, a quote and an accent for a shell.
        ("'\u{301}", "''\\''\u{301}'"),
        ("-\u{301}", "'./-\u{301}'"),
    ])
    func aFileIsOneWordOnOneLine(file: String, word: String) {
        let task = TaskRecord(id: file, name: "a", file: file, verdict: .failed)
        let command = RerunCommand.text(for: task)
        #expect(Array(command.unicodeScalars) == Array("deskwright run \(word)".unicodeScalars))
    }

    @Test(arguments: [
        ("a.yaml", "a.yaml"), ("a.yaml#2", "a.yaml"), ("a.yaml[word=foo]", "a.yaml:7"),
        ("a.yaml[word=foo]#2", "a.yaml:7"),
    ])
    func aTaskOfAMatrixIsNamedByItsLine(id: String, word: String) {
        var task = TaskRecord(id: id, name: "a", file: "a.yaml", verdict: .failed)
        task.line = 7
        #expect(RerunCommand.text(for: task) == "deskwright run \(word)")
    }

    @Test(arguments: hostileTexts)
    func aCommandIsTheSameAfterAReporterCleansIt(text: String) {
        let command = RerunCommand.word(text)
        #expect(CleanText.clean(command) == command)
        #expect(!command.unicodeScalars.contains { $0 == "\n" || $0 == "\r" })
    }
}
