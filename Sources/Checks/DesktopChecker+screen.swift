import DeskwrightCore
import DeskwrightSight

/// What is to be seen on the screen.
extension DesktopChecker {
    /// A target in several places is there all the same.
    func look(for target: Target) async throws(DesktopError) -> Finding {
        let screen = try await desktop.screen()
        let wanted = revealed(target)
        do throws(SightError) {
            let place = try await eye.sighting(of: wanted, on: screen)
            return Finding(.satisfied, "\(place)")
        } catch {
            // What the target is seen from may be there twice, which says nothing of the target.
            if case .seenOften(let name, _) = error,
                ([wanted] + wanted.anyOf).contains(where: { "\($0)" == name })
            {
                return Finding(.satisfied, error.message)
            }
            return Finding(error.isAbsence ? .unsatisfied : .unknown, error.description)
        }
    }

    /// The lines that are read in the target's area.
    func look(at check: TextCheck) async throws(DesktopError) -> Finding {
        let screen = try await desktop.screen()
        do throws(SightError) {
            let place = try await eye.sighting(of: revealed(check.target), on: screen)
            let lines = try await eye.lines(on: screen, in: place.frame)
            let text = lines.map(\.text).joined(separator: "\n")
            return TextLook(.whole(text), secrets).find(check.text)
        } catch {
            // Nobody knows what stands at a place that is not there.
            return Finding(.unknown, error.description)
        }
    }

    package func evidence(for check: Check) async throws(DesktopError) -> Evidence? {
        if let snapshot = check.condition.snapshot {
            var evidence = Evidence()
            // What cannot be written is missing in the report, and no reason to end the run.
            evidence.pictures = (try? await snapshots.evidence(for: snapshot)) ?? []
            return evidence
        }
        guard let target = check.condition.target else { return nil }
        let evidence = await eye.evidence(for: revealed(target), on: try await desktop.screen())
        return evidence.redacted(by: secrets)
    }

    func revealed(_ target: Target) -> Target { target.mapTexts(secrets.reveal) }
}

extension Check.Condition {
    fileprivate var snapshot: SnapshotCheck? {
        switch self {
        case .snapshot(let check): check
        case .not(let condition): condition.snapshot
        case .file, .window, .windows, .process, .command, .clipboard, .visible, .hidden, .text:
            nil
        }
    }

    /// What is looked for on the screen.
    fileprivate var target: Target? {
        switch self {
        case .visible(let target), .hidden(let target): target
        case .text(let check): check.target
        case .snapshot: nil
        case .not(let condition): condition.target
        case .file, .window, .windows, .process, .command, .clipboard: nil
        }
    }
}
