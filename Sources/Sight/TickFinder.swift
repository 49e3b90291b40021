import DeskwrightCShims
import DeskwrightCore

/// Check boxes and radio buttons: small patches that are as high as wide.
enum TickFinder {
    /// In pixels.
    private static let sides = 9...30
    /// In pixels, of switches, which are wider than high.
    private static let switchHeights = 16...34
    /// Clear ones, and those of dark themes.
    private static let contrasts: [Int32] = [24, 10]
    private static let patchLimit = 1000

    /// Those in an area whose middle is in a row, in screen pixels.
    static func ticks(in area: Rect, row: Int, of frame: Frame) -> [Rect] {
        guard let pixels = PixelArea(area, of: frame) else { return [] }
        return contrasts.flatMap { contrast in
            patches(in: pixels, contrast).filter { patch in
                abs(patch.center.y - row) <= 6 && (isTick(patch) || isSwitch(patch))
            }
        }
    }

    private static func isTick(_ patch: Rect) -> Bool {
        sides.contains(patch.height)
            && abs(patch.width - patch.height) <= max(2, patch.height / 4)
    }

    private static func isSwitch(_ patch: Rect) -> Bool {
        switchHeights.contains(patch.height)
            && (3 * patch.height / 2...3 * patch.height).contains(patch.width)
    }

    private static func patches(in area: PixelArea, _ contrast: Int32) -> [Rect] {
        let (width, height) = (UInt32(area.size.width), UInt32(area.size.height))
        var edges = [UInt8](repeating: 0, count: area.size.width * area.size.height)
        cshims_mark_edges(area.pixels, width, height, contrast, &edges)
        var boxes = [cshims_box](repeating: cshims_box(), count: patchLimit)
        let count = cshims_find_patches(edges, width, height, 1, &boxes, boxes.count)
        return boxes.prefix(count).map { box in
            Rect(
                x: Int(box.left) + area.frame.x, y: Int(box.top) + area.frame.y,
                width: Int(box.right - box.left), height: Int(box.bottom - box.top))
        }
    }
}
