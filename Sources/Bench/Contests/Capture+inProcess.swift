import Core
import Images
import X11Backend

extension CaptureContest {
    /// Deskwright's own ways, Python's libraries without the start of Python, and the floor.
    func inProcessContestants(_ shown: ShownPicture) throws -> [Contestant] {
        let desktop = shown.stage.desktop
        return [
            // All is drawn anew before the next two: of an unchanged screen nothing would be read.
            Contestant(name: "Deskwright, capture and PNG", turns: 3) {
                try shown.picture.restore()
                return Reading(
                    try await timed { _ = try PNGEncoder.encode(try await desktop.capture()) })
            },
            changedLine(shown), unchanged(shown),
            Contestant(name: "Deskwright, capture alone", turns: 3) {
                try shown.picture.restore()
                return Reading(try await timed { _ = try await desktop.capture() })
            },
            Contestant(name: "Deskwright, PNG alone", turns: 3) {
                Reading(try await timed { _ = try PNGEncoder.encode(shown.frame) })
            },
            resident("mss", shown), resident("pyautogui", shown),
        ] + floors(shown, Floor(shown.stage.connection, shown.frame))
    }

    private func floors(_ shown: ShownPicture, _ floor: Floor) -> [Contestant] {
        [
            Contestant(name: "Floor: XShmGetImage alone", turns: 3) {
                Reading(try await timed { try floor.readShared() })
            },
            Contestant(name: "Floor: memcpy of the frame", turns: 3) {
                Reading(await timed { floor.copyFrame() })
            },
        ]
    }

    private func unchanged(_ shown: ShownPicture) -> Contestant {
        let camera = Camera(shown.stage.desktop)
        return Contestant(name: "Deskwright, unchanged screen", turns: 3) {
            try await camera.shoot()
            return Reading(try await timed { try await camera.shoot() })
        }
    }

    private func changedLine(_ shown: ShownPicture) -> Contestant {
        let camera = Camera(shown.stage.desktop)
        var count = 0
        return Contestant(name: "Deskwright, one changed text line", turns: 3) {
            try await camera.shoot()
            count += 1
            let y = 50 + count * 37 % (shown.stage.size.height - 100)
            let line = String(repeating: "line \(count) of text ", count: 6)
            try shown.picture.writeLine(line, at: y)
            let reading = Reading(try await timed { try await camera.shoot() })
            try shown.picture.restore()
            return reading
        }
    }

    private func resident(_ library: String, _ shown: ShownPicture) -> Contestant {
        var process: ResidentPython?
        return Contestant(name: "Python \(library)") {
            let python =
                try process
                ?? ResidentPython(
                    self.python, library: library, environment: shown.stage.environment)
            process = python
            return Reading([.wall: try python.call("shot")])
        }
    }
}

/// Takes pictures one after the other, and keeps what it may for the next.
private final class Camera {
    private let desktop: any Desktop
    private var encoder = PNGEncoder()

    init(_ desktop: any Desktop) {
        self.desktop = desktop
    }

    func shoot() async throws {
        _ = try encoder.encode(try await desktop.capture())
    }
}
