import DeskwrightCore
import DeskwrightImages
import DeskwrightTestSupport
import Foundation
import Testing

@testable import DeskwrightSight

/// The same question in two windows side by side, and pictures of its parts.
struct PictureTargetTests {
    private static let eye = Eye()
    private static let button = Rect(x: 267, y: 105, width: 84, height: 33)
    private static let icon = Rect(x: 20, y: 38, width: 46, height: 46)

    private static func screen() throws -> ScreenState {
        var screen = DrawnScreen(Size(width: 800, height: 200))
        for (title, x) in [("One", 0), ("Two", 400)] {
            try screen.put(
                "zenity-question.png", at: Point(x: x, y: 0), title: title, className: "Zenity",
                process: Int32(x))
        }
        return screen.state
    }

    /// Runs with the paths of `yes.png`, `icon.png` and `blank.png`, which is nowhere.
    private func withPictures(
        _ body: (_ yes: String, _ icon: String, _ blank: String) async throws -> Void
    ) async throws {
        try await withScratchFolder { folder in
            let frame = try ReadPicture.frame("zenity-question.png")
            let blank = Frame(
                size: Size(width: 20, height: 20), filledWith: Color(red: 255, green: 0, blue: 0))
            let pictures = [
                ("yes", frame.cut(Self.button)), ("icon", frame.cut(Self.icon)), ("blank", blank),
            ]
            let paths = pictures.map { "\(folder)/\($0.0).png" }
            for (path, picture) in zip(paths, pictures.map(\.1)) {
                try Data(PNGEncoder.encode(picture)).write(to: URL(fileURLWithPath: path))
            }
            try await body(paths[0], paths[1], paths[2])
        }
    }

    private func window(_ title: String) -> Target {
        Target(window: WindowMatch(title: .contains(title)))
    }

    private func point(_ x: Int, _ y: Int) -> Target.Offset {
        Target.Offset(x: .pixels(x), y: .pixels(y))
    }

    @Test func aPictureIsFoundWhereItHasToBe() async throws {
        let screen = try Self.screen()
        let first = Self.button
        var second = first
        second.x += 400
        try await withPictures { yes, icon, blank in
            let places: [(Target, Rect)] = [
                (Target(images: [yes], relations: [.init(.in, self.window("Two"))]), second),
                (Target(images: [yes], window: WindowMatch(title: .contains("Two"))), second),
                (Target(images: [yes], nth: 2), second),
                (Target(images: [blank, yes], nth: 1), first),
                (Target(images: [yes], at: self.point(270, 80)), first),
                (Target(images: [yes], at: self.point(640, 80)), second),
                (
                    Target(
                        images: [yes], at: self.point(5, 5),
                        relations: [.init(.in, self.window("Two"))]), second
                ),
                (
                    Target(
                        images: [yes], at: self.point(5, 5),
                        relations: [.init(.of, self.window("Nowhere"))], nth: 2), second
                ),
                (Target(text: "Yes", images: [yes], nth: 1), first),
                (
                    Target(
                        images: [yes], relations: [.init(.near, Target(images: [icon], nth: 2))]),
                    first
                ),
            ]
            for (target, place) in places {
                let found = try await Self.eye.sighting(of: target, on: screen)
                #expect(found.frame == place, "\(target)")
                #expect(found.point == place.center)
                #expect(found.words == (target.text.map { "\($0), " } ?? "") + "yes.png 100 %")
            }
        }
    }

    @Test func aPictureThatIsNotThereIsAnError() async throws {
        let screen = try Self.screen()
        try await withPictures { yes, icon, blank in
            let failures: [(Target, String)] = [
                (
                    Target(images: [yes]),
                    "the picture yes.png is to be seen 2 times:\n  \"yes.png 100"
                ),
                (
                    Target(images: [yes], at: self.point(5, 5)),
                    "the picture yes.png the point 5,5 is to be seen 2 times"
                ),
                (Target(images: [blank]), "the picture blank.png is not to be seen"),
                (
                    Target(text: "No", images: [yes], nth: 1),
                    "number 1 of \"No\" the picture yes.png is not to be seen"
                ),
                (
                    Target(images: [icon + "x"]),
                    "the picture \"\(icon)x\" cannot be looked for: No such file or directory"
                ),
            ]
            for (target, words) in failures {
                let error = await #expect(throws: SightError.self) {
                    try await Self.eye.sighting(of: target, on: screen)
                }
                #expect(error?.message.hasPrefix(words) == true, "\(String(describing: error))")
            }
        }
    }

    @Test func aFileThatChangedIsReadAgain() async throws {
        let screen = try Self.screen()
        try await withPictures { yes, icon, blank in
            let target = Target(images: [yes], nth: 1)
            #expect(try await Self.eye.sighting(of: target, on: screen).frame == Self.button)
            let other = try Data(contentsOf: URL(fileURLWithPath: icon))
            try other.write(to: URL(fileURLWithPath: yes))
            #expect(try await Self.eye.sighting(of: target, on: screen).frame == Self.icon)
            try Data("no picture".utf8).write(to: URL(fileURLWithPath: yes))
            let error = await #expect(throws: SightError.self) {
                try await Self.eye.sighting(of: target, on: screen)
            }
            #expect(error?.kind == .usage)
        }
    }

    @Test func whatIsOnlyLikeAPictureIsEvidence() async throws {
        var screen = try Self.screen()
        let yes = screen.frame.cut(Self.button)
        // A stain on the button of each window.
        var stained = DrawnScreen(screen.frame.size)
        stained.put(screen.frame, at: Point(x: 0, y: 0))
        let stain = Frame(size: Size(width: 5, height: 4), filledWith: .black)
        for x in [300, 700] { stained.put(stain, at: Point(x: x, y: 110)) }
        screen.frame = stained.state.frame
        try await withScratchFolder { folder in
            let path = "\(folder)/yes.png"
            try Data(PNGEncoder.encode(yes)).write(to: URL(fileURLWithPath: path))
            let target = Target(images: [path])
            let looked = screen
            await #expect(throws: SightError.self) {
                try await Self.eye.sighting(of: target, on: looked)
            }
            let evidence = await Self.eye.evidence(for: target, on: looked)
            #expect(evidence.marks.map(\.frame).contains(Self.button))
            #expect(evidence.marks.first?.text.hasPrefix("yes.png ") == true)
            #expect(evidence.windows == ["Two", "One"])
            let similar = Target(images: [path], nth: 1, similarity: 0.5)
            #expect(try await Self.eye.sighting(of: similar, on: looked).frame == Self.button)
        }
    }
}

extension Frame {
    fileprivate func cut(_ area: Rect) -> Frame {
        var bytes: [UInt8] = []
        for y in area.y..<area.bottom {
            let start = 4 * (y * size.width + area.x)
            bytes += self.bytes[start..<(start + 4 * area.width)]
        }
        return Frame(size: area.size, bytes: bytes)
    }
}
