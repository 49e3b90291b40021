import Core
import Images

/// A screenshot as a PNG, in process and by whole programs, on screens of three sizes.
struct CaptureContest {
    var isQuick: Bool
    var python = PythonTools()
    let progress: Progress

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
                    let rounds = isQuick ? 3 : size.width > 2000 ? 7 : 15
                    inProcess += await race(
                        try inProcessContestants(shown), on: subject, rounds: rounds)
                    programs += await race(
                        programContestants(shown), on: subject, rounds: rounds)
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
        let counts = [
            ("Deskwright", try PNGEncoder.encode(frame).count),
            ("libpng, level 1", try LibpngReference.byteCount(frame, level: 1)),
            ("libpng, level 1, Up", try LibpngReference.byteCount(frame, level: 1, filters: up)),
            (
                "libpng, level 1, no filter",
                try LibpngReference.byteCount(frame, level: 1, filters: none)
            ),
            ("libpng, its defaults", try LibpngReference.byteCount(frame, level: 6)),
        ]
        let series = counts.map { name, count in
            Series(contestant: name, subject: subject, quantity: .bytes, samples: [Double(count)])
        }
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
        let bytes = [UInt8](try readFile(path))
        let seen = try PNGDecoder.decode(bytes)
        guard seen.size == frame.size else { return "its picture is \(seen.size)" }
        guard seen != frame else { return nil }
        let wrong = zip(seen.bytes, frame.bytes).lazy.filter { $0 != $1 }.count
        return "\(wrong) of \(frame.bytes.count) bytes of its picture are wrong"
    }
}
