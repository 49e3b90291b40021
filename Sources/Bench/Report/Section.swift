/// One part of the report: what was measured, and what came of it.
struct Section: Codable, Hashable {
    var topic: Topic
    var series: [Series]
    var remarks: [Remark]

    init(_ topic: Topic, _ result: RaceResult) {
        self.topic = topic
        series = result.series
        remarks = result.remarks
    }

    /// Deskwright first, the floor last; else in the order in which they first appear.
    var contestants: [String] {
        let names = series.map(\.contestant).uniqued()
        return Chart.Kind.allCases.flatMap { kind in names.filter { Chart.Kind(of: $0) == kind } }
    }
    /// In the order in which they first appear.
    var subjects: [String] { series.map(\.subject).uniqued() }
    var quantities: [Quantity] { Quantity.allCases.filter { has($0) } }

    func summary(_ contestant: String, _ subject: String, _ quantity: Quantity) -> Summary? {
        series.first {
            $0.contestant == contestant && $0.subject == subject && $0.quantity == quantity
        }?.summary
    }

    private func has(_ quantity: Quantity) -> Bool { series.contains { $0.quantity == quantity } }
}

/// What a section is about.
enum Topic: String, Codable {
    case inProcess, programs, files, typing, stress, settling, sending, run, sight, suites, pages,
        actions,
        memory

    var title: String {
        switch self {
        case .inProcess: "A screenshot as a PNG, in process"
        case .programs: "A screenshot as a PNG file, the whole program"
        case .files: "The size of the PNG"
        case .typing: "Typing"
        case .stress: "Typing mixed Unicode, quiet and under load"
        case .settling: "Waiting for the screen to rest"
        case .sending: "What a step takes beside the model"
        case .run: "A run beside the model, in an editor"
        case .sight: "Text on the screen"
        case .suites: "Many tasks with one command"
        case .pages: "Report pages in a browser"
        case .actions: "Single actions, in process"
        case .memory: "Memory"
        }
    }

    /// How it was measured.
    var explanation: String {
        switch self {
        case .inProcess:
            """
            From the call to the PNG's bytes in memory. "Capture and PNG" keeps nothing from one picture to the next;
            the two lines below it keep what did not change. Every picture is compared with the screen, pixel by pixel.
            Python's libraries are called in a process that stays. They take turns with the programs of the next table.
            """
        case .programs:
            """
            From the start of the program to its end, file written. Every file is decoded and compared with the screen,
            pixel by pixel.
            """
        case .files:
            """
            All of 8-bit RGB. libpng with zlib, at the level and with the filters named. The smaller of "Up" and "no
            filter" at level 1 is what ours is compared with.
            """
        case .typing:
            """
            From the call or the start of the program until the last character is there: read by a program in the
            terminal, or shown by the editor. A character is wrong when it is lost, another one, or too many; then the
            time is of what did arrive. Every contestant has a screen of its own.
            """
        case .stress:
            """
            Deskwright alone, into a program of each toolkit: ten texts in a row, among them Greek, Cyrillic, Chinese, Korean,
            Arabic, emoji and combining marks. From the call until the program, which looks every 10 ms, has all of a text.
            """
        case .settling:
            """
            From the delivered action to the picture that is kept, with programs in miniature that paint at known
            times. Whoever looks before the last paint is named below.
            """
        case .sending:
            """
            Against a service in this process that answers at once: no network and no model. A request is timed from the
            PNG to the last byte of its JSON, base64 in it; a step is all of its phases but settling, on a real screen
            and with a journal on disk, the mean of a run.
            """
        case .run:
            """
            Twenty steps in mousepad on a real screen with a journal on disk: clicks, keys, typing, scrolling, a menu. Each
            answer of the service, which is in this process, takes half a second, which is not counted: figures are the means
            of a run's steps, by the run's own seconds by phase. The percentage is worked out, not waited for: this time of
            twenty steps beside the \(RunContest.traceSeconds) s that the model took for the twenty calls of a trace of
            January 2026 (median 5.4 s; tools took 15 % of that run).
            """
        case .sight:
            """
            From the call until the word "Search" is found in a window of mousepad, on a screen full of text of seven
            windows: looking only in the window, or at all of the screen. Where text changed, Tesseract reads it.
            """
        case .suites:
            """
            The whole command, from its start to its end: the workflows of `tasks/workflows` in eight toolkits on private
            screens, and tasks on the mock screen with the reporters dot, junit and html. Memory is the most that was seen
            of the command's own process, every 10 ms; the apps and X servers are others. The first key is from the start of
            a command that runs one task until the shell in xterm has it: screen, window manager and app start meanwhile.
            """
        case .pages:
            """
            Pages on disk of a real run of 500 tasks of 40 steps and one of 2,000, one task of ten failed, on the mock screen.
            From asking a headless Chromium for the page until its script has answered: the list has found a task by its
            name, a task's page has gone to its first action, and the pictures in the window are drawn.
            """
        case .actions: "From the call until the X server has done it."
        case .memory:
            "Resident memory of one process: every picture has a changed line and becomes a PNG."
        }
    }
}

extension RaceResult {
    /// What it says of some of the contestants.
    func only(_ contestants: [Contestant]) -> RaceResult {
        let names = Set(contestants.map(\.name))
        return RaceResult(
            series: series.filter { names.contains($0.contestant) },
            remarks: remarks.filter { names.contains($0.contestant) })
    }

    static func += (left: inout RaceResult, right: RaceResult) {
        left.series += right.series
        left.remarks += right.remarks
    }
}

extension Array where Element: Hashable {
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
