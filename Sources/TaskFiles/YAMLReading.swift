import DeskwrightCore

/// One file while it is being read: what every value of it shares, and the faults found so far.
///
/// Readers do not make one; they meet it behind ``YAMLValue``, which reports into it.
final class YAMLReading {
    let source: SourceText
    /// What `${{ }}` in the file's texts stands for; `nil` leaves texts as they are.
    var references: References?
    private var found: Set<Fault> = []

    /// A file with more faults than this is mended from the top anyway.
    private static let faultLimit = 100

    init(_ source: SourceText) {
        self.source = source
    }

    func report(at mark: YAMLMark, _ message: String, hint: String? = nil) {
        guard !isFull else { return }
        report(at: place(of: mark), message, hint: hint)
    }

    /// Keeps a fault; the same one met twice, through an alias, counts once.
    func report(at place: Fault.Place, _ message: String, hint: String? = nil) {
        guard !isFull else { return }
        found.insert(source.fault(at: place, message, hint: hint))
    }

    /// Takes over what was found in a file that this one names.
    func adopt(_ faults: [Fault]) {
        for fault in faults where !isFull { found.insert(fault) }
    }

    func place(of mark: YAMLMark) -> Fault.Place {
        source.place(line: mark.line, scalarColumn: mark.column)
    }

    /// Whether further faults are dropped: do not look for them, which may take long in a large file.
    var isFull: Bool { found.count >= YAMLReading.faultLimit }

    var hasFaults: Bool { !found.isEmpty }

    /// All that was found, by place.
    ///
    /// - Precondition: Something was: a reader that gives up has to say why.
    func failure() -> FileFaults {
        precondition(hasFaults, "\(source.file) was refused without a fault")
        return FileFaults(
            found.sorted {
                ($0.file == source.file ? "" : $0.file, $0.place ?? .start, $0.message)
                    < ($1.file == source.file ? "" : $1.file, $1.place ?? .start, $1.message)
            })
    }
}

extension Fault.Place {
    static let start = Fault.Place(line: 1, column: 1)
}
