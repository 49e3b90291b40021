import DeskwrightCore
import DeskwrightImages

/// A screenshot as a PNG, in process and by whole programs, on screens of three sizes.
struct CaptureContest {
    var isQuick: Bool
    var python = PythonTools()
    let progress: Progress

    /// What Deskwright's own ways are called in the tables.
    enum OwnName {
        static let whole = "Deskwright, capture and PNG"
        static let changedLine = "Deskwright, one changed text line"
        static let unchanged = "Deskwright, unchanged screen"
        static let scaling = "Deskwright, scaled to \(modelSize)"
        static let program = "`deskwright shot`"
        static let file = "Deskwright"
    }

    /// What models that take no larger picture are sent of a screen of 16 to 9.
    static let modelSize = Size(width: 1649, height: 928)

    private var sizes: [Size] {
        let all = [(1280, 800), (1920, 1080), (3840, 2160)].map { Size(width: $0, height: $1) }
        return isQuick ? [all[0]] : all
    }

    func run() async throws -> [Section] {
        var inProcess = RaceResult()
        var programs = RaceResult()
        var files = RaceResult()
        for size in sizes {
            try await Stage.with(size) { stage in
                for (name, frame) in try await pictures(on: stage) {
                    let subject = "\(size) \(name)"
                    progress.note("capture: \(subject)")
                    files += try sizesOfFiles(frame, subject)
                    let picture = try StillPicture(frame, on: stage.connection)
                    let shown = ShownPicture(frame: frame, picture: picture, stage: stage)
                    let rounds = isQuick ? 3 : size.width > 2000 ? 5 : 15
                    let libraries = try inProcessContestants(shown)
                    let others = programContestants(shown)
                    let result = await race(libraries + others, on: subject, rounds: rounds)
                    inProcess += result.only(libraries)
                    programs += result.only(others)
                }
            }
        }
        return [
            Section(.inProcess, inProcess), Section(.programs, programs), Section(.files, files),
        ]
    }

    /// Each picture by its name, windows over a plain screen and over a landscape.
    private func pictures(on stage: Stage) async throws -> [(String, Frame)] {
        var pictures: [(String, Frame)] = []
        for (name, wallpaper) in [
            ("UI", Frame(size: stage.size, filledWith: Color(red: 58, green: 95, blue: 125))),
            ("photo", landscape(stage.size)),
        ] {
            try stage.connection.setWallpaper(wallpaper)
            pictures.append((name, try await pictureOfApps(on: stage)))
        }
        return pictures
    }

    private func sizesOfFiles(_ frame: Frame, _ subject: String) throws -> RaceResult {
        let up: Int32 = 0x10
        let none: Int32 = 0x08
        let own = try PNGEncoder.encode(frame).count
        let filtered = try LibpngReference.byteCount(frame, level: 1, filters: up)
        let plain = try LibpngReference.byteCount(frame, level: 1, filters: none)
        let counts = [
            (OwnName.file, own), ("libpng, level 1, Up", filtered),
            ("libpng, level 1, no filter", plain),
            (
                "libpng, level 1, filters of its choice",
                try LibpngReference.byteCount(frame, level: 1)
            ),
            ("libpng, its defaults", try LibpngReference.byteCount(frame, level: 6)),
        ]
        var series = counts.map { name, count in
            Series(contestant: name, subject: subject, quantity: .bytes, samples: [Double(count)])
        }
        let share = 100 * Double(own) / Double(min(filtered, plain))
        series.append(
            Series(contestant: OwnName.file, subject: subject, quantity: .share, samples: [share]))
        return RaceResult(series: series)
    }
}

/// What every contestant is to photograph.
struct ShownPicture {
    let frame: Frame
    let picture: StillPicture
    let stage: Stage

    /// What is wrong with a contestant's file; `nil` for nothing.
    func fault(ofFile path: String) throws -> String? {
        try fault(ofPicture: [UInt8](try readFile(path)))
    }

    func fault(ofPicture file: [UInt8]) throws -> String? {
        let seen = try PNGDecoder.decode(file)
        guard seen.size == frame.size else { return "its picture is \(seen.size)" }
        guard seen != frame else { return nil }
        let wrong = zip(seen.bytes, frame.bytes).lazy.filter { $0 != $1 }.count
        return "\(wrong) of \(frame.bytes.count) bytes of its picture are wrong"
    }
}
