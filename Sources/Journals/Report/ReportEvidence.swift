import DeskwrightCore

/// What the screen showed about a check that did not hold.
struct ReportEvidence {
    var evidence: Evidence
    var screens: ReportScreens

    /// `nil` where there is nothing to show.
    func html() -> HTML? {
        let parts = [screen, snapshot].compactMap { $0 } + texts
        return parts.isEmpty ? nil : "<div class=\"evidence\">\(parts)</div>"
    }

    /// The screen as it was looked at last, with what was found on it.
    private var screen: HTML? {
        guard let name = evidence.screen else { return nil }
        let marks = screens.size(of: name).flatMap {
            ReportMarks(size: $0).found(evidence.marks.map(\.frame))
        }
        return """
            <div class="proof"><div class="shots">\
            \(ReportShot(name: name, caption: "when it was checked", marks: marks).html(screens))\
            </div><div class="tell"><p class="words muted">the screen when it was checked</p>\
            \(found)</div></div>

            """
    }

    /// What the marks say, in their order.
    var found: HTML? {
        if evidence.marks.isEmpty { return nil }
        let items = evidence.marks.map { mark in
            "<li><code>\(mark.text)</code> <small>\(mark.frame.description)</small></li>" as HTML
        }
        return "<ol class=\"found\">\(items)</ol>"
    }

    /// The pictures of a snapshot side by side, and what was expected over what was there.
    private var snapshot: HTML? {
        let names = ["expected", "actual", "previous", "diff"]
        let pictures = evidence.pictures.sorted {
            (names.firstIndex(of: $0.name) ?? names.count)
                < (names.firstIndex(of: $1.name) ?? names.count)
        }
        if pictures.isEmpty { return nil }
        return "<div class=\"pictures\">\(pictures.map(proof))\(slider)</div>\n"
    }

    private func proof(_ picture: Evidence.Picture) -> HTML {
        let shot = ReportShot(
            name: screens.name(ofFile: picture.file) ?? "", caption: picture.name, marks: nil)
        return """
            <div class="proof"><p class="words" hidden>\(picture.name)</p>\(shot.html(screens))</div>
            """
    }

    /// One picture over the other, parted where a person moves it to.
    private var slider: HTML? {
        func picture(_ name: String) -> String? {
            let file = evidence.pictures.first { $0.name == name }?.file
            return file.flatMap(screens.name(ofFile:))
        }
        guard let expected = picture("expected"), let actual = picture("actual"),
            expected != actual, let size = screens.size(of: expected),
            size == screens.size(of: actual)
        else { return nil }
        return """
            <figure class="slider"><span class="stack">\
            <span class="picture \(ReportScreens.styleClass(of: actual))"></span>\
            <span class="picture over \(ReportScreens.styleClass(of: expected))"></span></span>\
            <input type="range" min="0" max="100" value="50" \
            aria-label="How much is shown as expected">\
            <figcaption>expected on the left, actual on the right</figcaption></figure>
            """
    }

    private var texts: [HTML] {
        let read = evidence.text.map { "\($0)\n" }.joined()
        let windows = evidence.windows.map { "<li>\($0)</li>" as HTML }
        return [
            evidence.text.isEmpty
                ? nil
                : """
                <details><summary>What was read there \
                <small>\(counted(evidence.text.count, "line"))</small></summary>\
                <pre>\(read)</pre></details>
                """,
            evidence.windows.isEmpty
                ? nil
                : """
                <details><summary>Open windows <small>\(evidence.windows.count)</small></summary>\
                <ol>\(windows)</ol></details>
                """,
        ].compactMap { $0 }
    }
}
