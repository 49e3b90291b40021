import DeskwrightCore
import DeskwrightMockBackend
import DeskwrightTaskFiles
import DeskwrightTestSupport
import Foundation
import Testing

/// Scenes in YAML.
@Suite struct SceneFileTests {
    @Test(arguments: SceneFixture.allCases)
    func theScenesOfTheProjectAreRight(_ fixture: SceneFixture) throws {
        #expect(try !fixture.read().windows.isEmpty)
    }

    @Test func everyWordIsRead() throws {
        let scene = try SceneFixture.everyWord.read()
        #expect(scene.size == Size(width: 800, height: 600))
        #expect(scene.background == Color(red: 0x3D, green: 0x6B, blue: 0x86))
        #expect(scene.clipboard == "copied before the start")
        let main = scene.windows[0]
        #expect(main.className == "Example")
        #expect(main.menus[0].items[0].shortcut == ["ctrl", "s"])
        #expect(main.menus[0].items[0].on == [.open(window: "sent")])
        let button = try #require(main.widgets.first { $0.id == "press" })
        #expect(
            button.on.last
                == .after(
                    .time(.milliseconds(300)),
                    [
                        .write(file: "out.txt", text: "${{ name }} wants ${{ fruit }}"),
                        .set(id: "state", to: "done"),
                    ]))
        #expect(
            button.on.prefix(4) == [
                .set(id: "state", to: "working"), .set(id: "agreed", to: "on"),
                .set(id: "fruit", to: "Pear"), .set(id: "main", to: "Everything else"),
            ])
        let kinds = Dictionary(
            main.widgets.compactMap { widget in widget.id.map { ($0, widget.kind) } },
            uniquingKeysWith: { first, _ in first })
        #expect(kinds["story"] == .field("A text of\nmany lines\n", isMultiline: true))
        #expect(kinds["agreed"] == .checkBox("Agreed", isChecked: false))
        #expect(
            kinds["fruit"] == .list(["Apple", "Pear", "Plum", "Quince", "Medlar"], selected: 0))
        #expect(!scene.windows[1].isOpen)
    }

    @Test func everyWordDoesWhatItSays() async throws {
        let clock = VirtualClock()
        let desktop = MockDesktop(scene: try SceneFixture.everyWord.read(), clock: clock)
        try await desktop.click("press")
        #expect(await desktop.value(of: "state") == "working")
        #expect(await desktop.value(of: "main") == "Everything else")
        try await clock.sleep(for: .milliseconds(300))
        #expect(await desktop.files == ["out.txt": "Ann wants Pear"])
        #expect(await desktop.value(of: "state") == "done")
        try await desktop.does(.press(["ctrl", "s"]))
        try await desktop.click("ok")
        #expect(await desktop.place(of: "sent") == nil)
    }

    /// What one change of a small scene is told; the change replaces what the first word stands for.
    static let faults: [(String, String, String)] = [
        ("version: 1", "version: 2", "this reader knows version 1, not 2"),
        ("version: 1", "size: 800x600", "the file needs the key \"version\""),
        ("id: main", "name: main", "unknown key \"name\""),
        ("id: main", "id: go", "two things are called \"go\""),
        ("id: main", "id: my main", "\"my main\" is no name"),
        ("at: [40, 60, 300, 200]", "at: [40, 20, 300, 200]", "reaches out of the screen"),
        ("at: [40, 60, 300, 200]", "at: [1200, 60, 300, 200]", "reaches out of the screen"),
        ("at: [40, 60, 300, 200]", "at: [40, 60, 100, 200]", "too small"),
        ("at: [40, 60, 300, 200]", "at: [40, 60]", "must be a rectangle"),
        ("at: [10, 40, 100, 40]", "at: [10, 10, 100, 40]", "not inside [0, 30, 300, 170]"),
        ("at: [10, 40, 100, 40]", "at: [10, 40, 300, 40]", "not inside [0, 30, 300, 170]"),
        ("at: [10, 40, 100, 40]", "at: [10, 40, 100, 10]", "too small"),
        ("at: [10, 40, 100, 40]", "at: [10, 90, 100, 40]", "overlaps the one at [10, 90, 100, 40]"),
        ("button: Go", "buton: Go", "unknown key \"buton\""),
        ("button: Go", "button: \" \"", "\"button\" is empty"),
        ("id: go", "label: Go", "\"label\" cannot stand beside \"button\""),
        ("id: go", "checked: true", "\"checked\" goes with check-box only"),
        ("open: main", "open: mian", "\"open\" cannot be \"mian\""),
        ("open: main", "open: go", "\"open\" cannot be \"go\""),
        ("open: main", "set: {gone: x}", "cannot be \"gone\""),
        ("open: main", "copy: ${{ gone }}", "nothing in the scene is called \"gone\""),
        ("open: main", "write: {file: /etc/passwd, text: x}", "the path is absolute"),
        ("open: main", "write: {file: ../x, text: x}", "out of the folder"),
        ("open: main", "write: {file: x}", "needs the key \"text\""),
        ("open: main", "after: 3s", "needs the key \"do\""),
        ("open: main", "after: soon", "must be a duration"),
        ("open: main", "after: 0 captures", "1 to 1000 captures"),
        ("open: main", "{open: main, do: []}", "\"do\" goes with \"after\" only"),
        ("open: main", "explode: main", "unknown key \"explode\""),
        ("key: ctrl+s", "key: ctrl+", "there is no key \"\""),
        ("key: ctrl+s", "key: ctrl+shift", "holds modifiers only"),
        ("key: ctrl+s", "key: contrl+s", "there is no key \"contrl\""),
        ("menu: File", "menu: A menu whose name is far too long", "the menu bar is"),
        ("label: L", "label: L\n        on: []", "\"on\" goes with button, field"),
    ]

    private static let small = """
        version: 1
        windows:
          - id: main
            title: T
            at: [40, 60, 300, 200]
            menus:
              - menu: File
                items:
                  - item: Save
                    key: ctrl+s
            widgets:
              - button: Go
                id: go
                at: [10, 40, 100, 40]
                on:
                  - open: main
              - label: L
                at: [10, 90, 100, 40]
        """

    @Test func theSmallSceneIsRight() throws {
        _ = try Scene.parse(Self.small, path: "small.yaml")
    }

    @Test(arguments: faults)
    func aFaultIsToldWithItsPlace(_ old: String, _ new: String, _ message: String) throws {
        let text = Self.small.replacing(old, with: new, maxReplacements: 1)
        let error = try #require(throws: FileFaults.self) {
            try Scene.parse(text, path: "small.yaml")
        }
        #expect(
            error.faults.contains { $0.message.contains(message) }, "\(error)")
        #expect(error.faults.allSatisfy { $0.place != nil })
    }

    @Test func everyFaultIsToldAtOnce() throws {
        let text = Self.small.replacing("open: main", with: "open: x")
            .replacing("id: go", with: "id: main").replacing("label: L", with: "lable: L")
        let error = try #require(throws: FileFaults.self) {
            try Scene.parse(text, path: "small.yaml")
        }
        #expect(error.faults.count >= 3)
        #expect(
            error.faults.map { $0.place?.line ?? 0 }
                == error.faults.map { $0.place?.line ?? 0 }.sorted())
    }

    @Test func aMissingFileIsAFault() {
        #expect(throws: FileFaults.self) { try Scene.read(path: "/nowhere/scene.yaml") }
    }

    /// Damaged scenes are read or refused; those that are read can be drawn and worked.
    @Test func noDamageToASceneCrashes() async throws {
        let texts = try SceneFixture.allCases.map {
            try String(contentsOfFile: $0.path, encoding: .utf8)
        }
        var random = SeededGenerator(seed: 7)
        var readCount = 0
        for round in 0..<1500 {
            let text = damaged(texts[round % texts.count], &random)
            guard let scene = try? Scene.parse(text, path: "fuzz.yaml") else { continue }
            readCount += 1
            guard readCount % 20 == 0 else { continue }
            let desktop = MockDesktop(scene: scene, clock: VirtualClock())
            for _ in 0..<20 {
                _ = try await desktop.perform(.random(on: scene.size, using: &random))
            }
            #expect(try await desktop.capture().size == scene.size)
        }
        #expect(readCount > 100)
    }

    private func damaged(_ text: String, _ random: inout SeededGenerator) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for _ in 0...Int.random(in: 0...2, using: &random) {
            let line = Int.random(in: lines.indices, using: &random)
            let other = Int.random(in: lines.indices, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: lines[line] = lines[other]
            case 1: lines[line] = ""
            case 2: lines.swapAt(line, other)
            case 3:
                lines[line] = String(
                    lines[line].map { character -> Character in
                        let digit = "0123456789".randomElement(using: &random) ?? "0"
                        return character.isNumber ? digit : character
                    })
            default:
                lines[line] = String(lines[line].prefix(Int.random(in: 0...40, using: &random)))
            }
        }
        return lines.joined(separator: "\n")
    }
}
