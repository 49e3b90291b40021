import DeskwrightCore

/// Looks for targets on screens, on a thread of its own.
///
/// What it read is kept by pixels, and pictures by their files: looking again at a screen that did not change costs little.
package actor Eye {
    private let executor = ThreadExecutor(name: "deskwright-eye")
    private let reader: TextReader
    private let shelf = PictureShelf()

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// - Parameter language: Tesseract's name for the language of the text, as in `eng` or `eng+deu`.
    package init(language: String = "eng") {
        reader = TextReader(language: language)
    }

    /// Starts Tesseract now, so that the first look need not.
    ///
    /// - Throws: ``SightError``
    package func start() throws(SightError) {
        try reader.start()
    }

    /// The place of a target.
    ///
    /// - Parameters:
    ///   - target: What is looked for; its texts as they are on the screen, without references.
    ///   - screen: The pixels, and the windows with the lowest first.
    /// - Returns: The only place, or the one that `nth` or a relation means.
    /// - Throws: ``SightError``
    package func sighting(
        of target: Target, on screen: ScreenState
    ) throws(SightError) -> Sighting {
        try locator(screen).sighting(of: target)
    }

    /// All lines of text in an area, from the top.
    ///
    /// - Throws: ``SightError``
    package func lines(
        on screen: ScreenState, in area: Rect
    ) throws(SightError) -> [TextLine] {
        try reader.lines(of: screen.frame, in: area)
    }

    /// What to show a person about a look, whether it found the target or not.
    ///
    /// - Returns: The place of the target or of what is most like it; where text is looked for, or nothing
    ///   was found, also what is to be read there, at most 40 lines; and the windows.
    package func evidence(for target: Target, on screen: ScreenState) -> Evidence {
        var locator = locator(screen)
        locator.isThorough = true
        return locator.evidence(for: target)
    }

    private func locator(_ screen: ScreenState) -> Locator {
        Locator(screen: screen, reader: reader, shelf: shelf)
    }
}
