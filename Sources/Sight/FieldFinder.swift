import DeskwrightCore

/// Where the field of a label is, for whoever has a screenshot and no targets.
package enum FieldFinder {
    /// Where to click for the field of a label.
    ///
    /// - Parameters:
    ///   - label: The rectangle around its letters.
    ///   - frame: The screen.
    /// - Returns: A point in the field beside it, or else below; `nil` where there is none.
    package static func point(for label: Rect, in frame: Frame) -> Point? {
        WidgetFinder(label: label, in: frame.size.bounds, of: frame).widget(.near)
            .map(WidgetFinder.point)
    }
}
