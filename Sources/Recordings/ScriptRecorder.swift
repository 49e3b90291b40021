import DeskwrightCore
import DeskwrightImages
import DeskwrightJournals
import DeskwrightSight

/// Turns what was done in a run into steps that need no model.
package struct ScriptRecorder {
    private let run: RecordedRun
    private let eye: Eye
    private let secrets: Secrets
    /// Where pictures are to be, as the steps say it; `nil` keeps none.
    private let pictureFolder: String?
    private let names: WindowNames
    private var steps: [RecordedStep] = []
    private var remarks: [String] = []
    private var lastRemark: String?
    private var pictures: [RecordedScript.Picture] = []

    private init(_ run: RecordedRun, _ eye: Eye, _ secrets: Secrets, _ pictureFolder: String?) {
        self.run = run
        self.eye = eye
        self.secrets = secrets
        self.pictureFolder = pictureFolder
        let runName = String(run.folder.split(separator: "/").last ?? "")
        names = WindowNames(events: run.events, runName: runName)
    }

    /// The script of a run.
    ///
    /// - Parameters:
    ///   - run: Whole, or as far as it came.
    ///   - eye: Reads its screens.
    ///   - secrets: Texts that hold one are no words for a place.
    ///   - pictureFolder: Relative to the script; `nil` where it has no place on disk.
    /// - Returns: Steps for every action that was delivered.
    /// - Throws: ``JournalError`` and ``ImageError`` for screens that cannot be read, ``SightError`` where no text
    ///   can be, ``RecordingError`` for a run without actions, ``FileFaults`` for a task that cannot be read.
    package static func script(
        of run: RecordedRun, eye: Eye, secrets: Secrets, pictureFolder: String?
    ) async throws -> RecordedScript {
        var recorder = ScriptRecorder(run, eye, secrets, pictureFolder)
        try await recorder.record()
        guard !recorder.steps.isEmpty else { throw RecordingError.noActions(run: run.folder) }
        return RecordedScript(
            text: try TaskOfScript.text(
                of: run, steps: recorder.steps, closingRemarks: recorder.remarks),
            pictures: recorder.pictures)
    }

    private mutating func record() async throws {
        let happenings = Happening.all(in: run.events)
        let last = happenings.lastIndex(where: \.isInput)
        for (index, happening) in happenings.enumerated() {
            switch happening {
            case .remark(let text):
                // A planner may say the same of all that it does for one line of a goal.
                if text != lastRemark { remarks.append(text) }
                lastRemark = text
            case .done(let moment):
                let count = steps.count
                try await record(moment)
                if index != last, moment.acted.settled?.windows != nil {
                    let waits = WindowWaits(names: names, windows: moment.windows)
                    for condition in waits.conditions(for: moment.acted.settled?.windows) {
                        add(.wait(condition))
                    }
                }
                if steps.count > count { canMerge = moment.acted.settled?.windows == nil }
            }
        }
    }

    /// Whether keys that come next go where the last step clicked.
    private var canMerge = false

    private mutating func record(_ moment: Moment) async throws {
        switch moment.action {
        case .screenshot: break
        case .wait: try await recordWait(moment)
        case .press(let keys): press(keys)
        case .type(let text): type(text)
        case .click(let point, let button, let keys):
            let kind: PointerStep.Kind
            switch button {
            case .left: kind = .click
            case .right: kind = .rightClick
            case .wheel, .back, .forward:
                return remarks.append("not recorded, no step has the button: \(moment.action)")
            }
            try await self.point(kind, point, keys, .loose, moment)
        case .doubleClick(let point, let keys):
            try await self.point(.doubleClick, point, keys, .exact, moment)
        case .tripleClick(let point, let keys):
            remarks.append("three clicks, which select a line")
            try await self.point(.click, point, keys, .loose, moment)
            add(.press(["Home"], times: 1, into: nil))
            add(.press(["shift", "End"], times: 1, into: nil))
        case .move(let point, let keys):
            try await self.point(.hover, point, keys, .loose, moment)
        case .drag(let path, let keys):
            guard let start = path.first, let end = path.last else { return }
            if path.count > 2 { remarks.append("the way was not straight: \(moment.action)") }
            let from = try await target(at: start, .exact, moment).target
            let to = try await target(at: end, .exact, moment).target
            add(.drag(from: from, to: to, holding: keys))
        case .scroll(let point, let dx, let dy, let keys):
            let place = try await naming(moment)?.plainPlace(of: point).point
            add(
                .scroll(
                    place ?? Target(at: Target.Offset(point)), right: dx.notches,
                    down: dy.notches, holding: keys))
        }
    }

    private mutating func point(
        _ kind: PointerStep.Kind, _ point: Point, _ keys: [Key], _ care: PlaceNaming.Care,
        _ moment: Moment
    ) async throws {
        let place = try await target(at: point, care, moment)
        add(.point(PointerStep(kind, place.target, holding: keys)))
        lastIsPlace = place.takesText
    }

    /// Whether the last step's target is a place for text, not a text itself.
    private var lastIsPlace = false

    private mutating func add(_ action: StepAction) {
        steps.append(RecordedStep(action: action, remarks: remarks))
        remarks = []
        lastIsPlace = false
    }

    /// A click into a field and a text right after it are one step.
    private mutating func type(_ text: String) {
        let texts = text.inTypeableParts
        if let last = steps.last, canMerge, lastIsPlace, remarks.isEmpty, let first = texts.first,
            case .point(let step) = last.action, step.kind == .click, step.holding.isEmpty
        {
            steps[steps.count - 1].action = .type(first, into: step.target)
            lastIsPlace = false
            for part in texts.dropFirst() { add(.type(part, into: nil)) }
            return
        }
        for part in texts { add(.type(part, into: nil)) }
    }

    private mutating func press(_ keys: [Key]) {
        if let last = steps.last, remarks.isEmpty, case .press(keys, let times, nil) = last.action {
            steps[steps.count - 1].action = .press(keys, times: times + 1, into: nil)
        } else {
            add(.press(keys, times: 1, into: nil))
        }
    }

    /// What was to be seen after a wait, and not before it.
    private mutating func recordWait(_ moment: Moment) async throws {
        guard let area = moment.acted.settled?.changedArea, let naming = try await naming(moment),
            let name = moment.acted.after
        else { return }
        var after = naming
        after.screen.frame = try PNGDecoder.decode(run.picture(named: name))
        if let target = try await NewText.target(in: area, before: naming, after: after) {
            add(.wait(.visible(target)))
        }
    }

    private func naming(_ moment: Moment) async throws -> PlaceNaming? {
        guard let name = moment.acted.before else { return nil }
        let frame = try PNGDecoder.decode(run.picture(named: name))
        let screen = ScreenState(
            frame: frame, windows: moment.windows ?? [], pointer: Point(x: 0, y: 0))
        return PlaceNaming(eye: eye, names: names, secrets: secrets, screen: screen)
    }

    private mutating func target(
        at point: Point, _ care: PlaceNaming.Care, _ moment: Moment
    ) async throws -> (target: Target, takesText: Bool) {
        guard let naming = try await naming(moment),
            naming.screen.frame.size.bounds.contains(point)
        else { return (Target(at: Target.Offset(point)), true) }
        var place = try await naming.name(of: point, care)
        if let late = try await lateName(of: point, care, moment, naming) { place = late }
        if let target = place.target, place.isCertain { return (target, place.isField) }
        var choices = [place.target].compactMap { $0 }
        if let picture = place.picture, let file = try keep(picture) {
            var target = Target(images: [file])
            if let window = place.window {
                target.relations.append(.init(.in, Target(window: window)))
            }
            choices.append(target)
        }
        choices.append(place.point)
        let target = choices.count == 1 ? choices[0] : Target(anyOf: choices)
        return (target, place.target == nil)
    }

    /// What was there when the window had been drawn, for a click that came before that.
    private func lateName(
        of point: Point, _ care: PlaceNaming.Care, _ moment: Moment, _ before: PlaceNaming
    ) async throws -> NamedPlace? {
        guard let name = moment.acted.after, moment.acted.settled?.windows == nil,
            try await before.isWithoutText(at: point)
        else { return nil }
        var after = before
        after.screen.frame = try PNGDecoder.decode(run.picture(named: name))
        let place = try await after.name(of: point, care)
        return place.isCertain ? place : nil
    }

    private mutating func keep(_ picture: Frame) throws -> String? {
        guard let pictureFolder else { return nil }
        let png = try PNGEncoder.encode(picture)
        if let known = pictures.first(where: { $0.png == png }) {
            return "\(pictureFolder)/\(known.name)"
        }
        let name = "\(pictures.count + 1).png"
        pictures.append(RecordedScript.Picture(name: name, png: png))
        return "\(pictureFolder)/\(name)"
    }
}

extension Happening {
    /// Whether it is an action that may change something.
    fileprivate var isInput: Bool {
        if case .done(let moment) = self { moment.action != .screenshot } else { false }
    }
}

extension Int {
    /// Of a wheel that was turned by so many pixels.
    fileprivate var notches: Int {
        let count = Swift.min(100, Swift.max(1, Int((Double(abs(self)) / 100).rounded())))
        return self == 0 ? 0 : signum() * count
    }
}

extension String {
    /// The text in parts of which none would be taken for a reference, but for those to secrets.
    fileprivate var inTypeableParts: [String] {
        var parts = [""]
        var rest = self[...]
        while let opening = rest.firstRange(of: "${{") {
            parts[parts.count - 1] += rest[..<opening.lowerBound]
            rest = rest[opening.lowerBound...]
            if let secret = rest.prefixMatch(of: /\$\{\{ secrets\.[A-Za-z_][A-Za-z0-9_]* \}\}/) {
                parts[parts.count - 1] += secret.output
                rest = rest[secret.range.upperBound...]
            } else {
                parts[parts.count - 1] += "$"
                parts.append("")
                rest = rest.dropFirst()
            }
        }
        parts[parts.count - 1] += rest
        return parts.filter { !$0.isEmpty }
    }
}
