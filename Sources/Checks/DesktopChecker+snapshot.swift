import DeskwrightCore
import DeskwrightImages
import DeskwrightSight

extension DesktopChecker {
    /// Holds a part of the screen against its picture of before.
    func look(at check: SnapshotCheck) async throws(DesktopError) -> Finding {
        let screen = try await desktop.screen()
        let area: Rect
        do throws(SightError) {
            area = try await self.area(of: check, on: screen)
        } catch {
            return Finding(.unknown, error.description)
        }
        guard !area.isEmpty, screen.frame.size.bounds.intersection(area) == area else {
            return Finding(
                .unknown, "the part \(area) is not on the screen, which is \(screen.frame.size)"
            )
        }
        var masks: [Rect] = []
        for mask in check.masks {
            let place: Rect
            do throws(SightError) {
                place = try await eye.sighting(of: revealed(mask), on: screen).frame
            } catch {
                // What is not there masks nothing.
                guard error.isAbsence else { return Finding(.unknown, error.description) }
                continue
            }
            masks.append(
                Rect(
                    x: place.x - area.x, y: place.y - area.y, width: place.width,
                    height: place.height))
        }
        return await snapshots.look(at: screen.frame.part(area), masks: masks, for: check)
    }

    private func area(
        of check: SnapshotCheck, on screen: ScreenState
    ) async throws(SightError) -> Rect {
        var whole = screen.frame.size.bounds
        if let target = check.target {
            whole = try await eye.sighting(of: revealed(target), on: screen).frame
        }
        guard let region = check.region else { return whole }
        return Rect(
            x: whole.x + region.x, y: whole.y + region.y, width: region.width,
            height: region.height)
    }
}
