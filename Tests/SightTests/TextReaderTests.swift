import DeskwrightCore
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightSight

struct TextReaderTests {
    @Test func aSecondLookReadsOnlyWhatChanged() throws {
        let frame = try ReadPicture.frame("zenity-question.png")
        let reader = TextReader()
        let first = try reader.lines(of: frame, in: frame.size.bounds)
        let count = reader.readCount
        #expect(first.map(\.text).contains("This cannot be undone."))
        #expect(count >= first.count)

        #expect(try reader.lines(of: frame, in: frame.size.bounds) == first)
        #expect(try reader.lines(of: frame.copy(), in: frame.size.bounds) == first)
        #expect(reader.readCount == count)

        // The button "No" becomes a plain place.
        let other = frame.painted(Rect(x: 205, y: 110, width: 35, height: 25), .white)
        let later = try reader.lines(of: other, in: frame.size.bounds)
        #expect(later.map(\.text).contains("Yes") && !later.map(\.text).contains("No"))
        #expect(reader.readCount <= count + 1)
    }

    @Test func aLineThatMovedIsNotReadAgain() throws {
        let frame = try ReadPicture.frame("zenity-question.png")
        let reader = TextReader()
        let first = try reader.lines(of: frame, in: frame.size.bounds)
        let count = reader.readCount
        let moved = Frame(size: Size(width: 500, height: 300), filledWith: .black)
            .with(frame, at: Point(x: 101, y: 57))
        let later = try reader.lines(of: moved, in: moved.size.bounds)
        #expect(later.map(\.text) == first.map(\.text))
        #expect(
            zip(first, later).allSatisfy {
                $0.frame.x + 101 == $1.frame.x && $0.frame.y + 57 == $1.frame.y
            })
        #expect(reader.readCount == count)
    }

    @Test func whatChangesElsewhereOrComesBackIsNotGoneThroughAgain() throws {
        let frame = try ReadPicture.frame("zenity-question.png")
        let reader = TextReader()
        let area = Rect(x: 0, y: 0, width: 200, height: 90)
        let first = try reader.lines(of: frame, in: area)
        #expect(!first.isEmpty)
        // At its right and below it, in the same rows and in others.
        for place in [
            Rect(x: 200, y: 0, width: 9, height: 90), Rect(x: 0, y: 90, width: 90, height: 9),
        ] {
            #expect(try reader.lines(of: frame.painted(place, .black), in: area) == first)
        }
        #expect(reader.lookCount == 1)
        for corner in [Point(x: 0, y: 0), Point(x: 199, y: 89)] {
            let dot = Rect(x: corner.x, y: corner.y, width: 1, height: 1)
            _ = try reader.lines(of: frame.painted(dot, Color(red: 1, green: 2, blue: 3)), in: area)
        }
        #expect(reader.lookCount == 3)
        #expect(try reader.lines(of: frame, in: area) == first)
        #expect(reader.lookCount == 3)
        _ = try reader.lines(of: frame, in: area.inset(by: 1))
        #expect(reader.lookCount == 4)
    }

    @Test func whatIsMissingIsSaid() throws {
        let frame = try ReadPicture.frame("zenity-question.png")
        let error = #expect(throws: SightError.self) {
            try TextReader(language: "xyz").lines(of: frame, in: frame.size.bounds)
        }
        #expect(error?.kind == .environment)
        #expect(error?.message.contains("no data for \"xyz\"") == true)
        #expect(error?.hint?.contains("tesseract-ocr-xyz") == true)
    }

    /// Threads that a thread starts have its name.
    @Test func tesseractUsesOneThread() async throws {
        let count = try await NamedThread().readAndCount()
        #expect(count == 1)
    }

    /// Nothing of these is text, and nothing of it may be fatal.
    @Test(arguments: 0..<6)
    func anyPictureIsTaken(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let size = Size(
            width: [1, 2, 7, 97, 300, 640][Int(seed)], height: [1, 40, 1, 64, 200, 33][Int(seed)])
        for kind in 0..<4 {
            var bytes: [UInt8] = []
            for y in 0..<size.height {
                for x in 0..<size.width {
                    let shade: UInt8 =
                        switch kind {
                        case 0: UInt8.random(in: 0...255, using: &random)
                        case 1: UInt8(truncatingIfNeeded: x + y)
                        case 2: x / 3 % 2 == 0 ? 0 : 255
                        default: Int.random(in: 0..<30, using: &random) == 0 ? 0 : 255
                        }
                    bytes += [shade, shade, kind == 0 ? shade &* 3 : shade, 255]
                }
            }
            let frame = Frame(size: size, bytes: bytes)
            let area = Rect(x: -5, y: -5, width: 10_000, height: 10_000)
            for line in try TextReader().lines(of: frame, in: area) {
                #expect(!line.words.isEmpty)
                for place in [line.frame] + line.words.map(\.frame) {
                    #expect(place.intersection(size.bounds) == place && !place.isEmpty)
                }
            }
        }
        let frame = Frame(size: size, filledWith: .black)
        let outside = Rect(x: size.width, y: 0, width: 10, height: 10)
        #expect(try TextReader().lines(of: frame, in: outside).isEmpty)
    }
}

/// Reads on a thread whose name no other has.
private actor NamedThread {
    private let executor = ThreadExecutor(name: "sight-count")

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    func readAndCount() throws -> Int {
        let frame = try ReadPicture.frame("zenity-question.png")
        #expect(try !TextReader().lines(of: frame, in: frame.size.bounds).isEmpty)
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
        return threads.count { thread in
            (try? String(contentsOfFile: "/proc/self/task/\(thread)/comm", encoding: .utf8))
                == "sight-count\n"
        }
    }
}

extension Frame {
    /// The same pixels in memory of their own.
    fileprivate func copy() -> Frame { Frame(size: size, bytes: bytes) }

    fileprivate func painted(_ area: Rect, _ color: Color) -> Frame {
        with(Frame(size: area.size, filledWith: color), at: Point(x: area.x, y: area.y))
    }

    fileprivate func with(_ other: Frame, at corner: Point) -> Frame {
        var bytes = bytes
        let others = other.bytes
        for row in 0..<other.size.height {
            let start = 4 * ((corner.y + row) * size.width + corner.x)
            let length = 4 * other.size.width
            bytes.replaceSubrange(
                start..<(start + length), with: others[(row * length)..<((row + 1) * length)])
        }
        return Frame(size: size, bytes: bytes)
    }
}
