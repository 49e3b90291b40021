import DeskwrightCore
import DeskwrightImages
import DeskwrightX11Backend

extension CaptureContest {
    /// Deskwright's own ways, Python's libraries without the start of Python, and the floor.
    func inProcessContestants(_ shown: ShownPicture) throws -> [Contestant] {
        let desktop = shown.stage.desktop
        return [
            // All is drawn anew before each whole capture: of an unchanged screen nothing would be read.
            Contestant(name: OwnName.whole, turns: 3) {
                try shown.picture.restore()
                var file: [UInt8] = []
                let time = try await timed {
                    file = try PNGEncoder.encode(try await desktop.capture())
                }
                return Reading(time, fault: try shown.fault(ofPicture: file))
            },
            changedLine(shown), unchanged(shown),
            Contestant(name: "Deskwright, capture alone", turns: 3) {
                try shown.picture.restore()
                return Reading(try await timed { _ = try await desktop.capture() })
            },
            Contestant(name: "Deskwright, PNG alone", turns: 3) {
                Reading(try await timed { _ = try PNGEncoder.encode(shown.frame) })
            },
        ] + scaling(shown) + [resident("mss", shown), resident("pyautogui", shown)]
            + floors(shown, Floor(shown.stage.connection, shown.frame))
    }

    /// Only of screens that are larger than what it is scaled to.
    private func scaling(_ shown: ShownPicture) -> [Contestant] {
        guard shown.stage.size.height > CaptureContest.modelSize.height else { return [] }
        return [
            Contestant(name: OwnName.scaling, turns: 3) {
                Reading(
                    await timed {
                        _ = Scaling.downscale(shown.frame, to: CaptureContest.modelSize)
                    })
            }
        ]
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
        return Contestant(name: OwnName.unchanged, turns: 3) {
            let before = try await camera.shoot()
            var after: [UInt8] = []
            let time = try await timed { after = try await camera.shoot() }
            return Reading(time, fault: after == before ? nil : "the file has other bytes")
        }
    }

    private func changedLine(_ shown: ShownPicture) -> Contestant {
        let camera = Camera(shown.stage.desktop)
        var count = 0
        return Contestant(name: OwnName.changedLine, turns: 3) {
            _ = try await camera.shoot()
            count += 1
            let y = 50 + count * 37 % (shown.stage.size.height - 100)
            let line = String(repeating: "line \(count) of text ", count: 6)
            try shown.picture.writeLine(line, at: y)
            let reading = Reading(try await timed { _ = try await camera.shoot() })
            try shown.picture.restore()
            return reading
        }
    }

    private func resident(_ library: String, _ shown: ShownPicture) -> Contestant {
        var process: ResidentPython?
        return Contestant(name: "Python \(library), kept running") {
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

    func shoot() async throws -> [UInt8] {
        try encoder.encode(try await desktop.capture())
    }
}
