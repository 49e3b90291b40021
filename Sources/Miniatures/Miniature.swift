import DeskwrightCore

/// A program in miniature: what it paints after an input, and when.
///
/// Kinds and times follow what GTK 3, xterm and openbox were seen to do.
package struct Miniature: Sendable {
    package let name: String
    package let action: Action
    /// In the order of their times; the last one decides when the screen rests.
    package let paints: [Paint]

    package init(name: String, action: Action, paints: [Paint]) {
        self.name = name
        self.action = action
        self.paints = paints
    }

    /// One thing that is painted.
    package struct Paint: Sendable {
        package enum Place: Sendable {
            /// A part of the program's window.
            case part(Rect)
            /// A window without a frame, which comes and is painted at once.
            case menu(Rect)
            /// A window that comes and is painted at once.
            case dialog(Rect)
            /// Something in the dialog, by its place on the screen.
            case content(Rect)
            /// The dialog is made, and shown later.
            case preparation(Rect)

            /// On the screen.
            package var frame: Rect {
                switch self {
                case .part(let frame), .menu(let frame), .dialog(let frame), .content(let frame),
                    .preparation(let frame):
                    frame
                }
            }
        }

        /// Milliseconds after the input.
        package let time: Int
        package let place: Place

        package init(_ time: Int, _ place: Place) {
            self.time = time
            self.place = place
        }
    }
}

extension Miniature {
    /// The screen that they live on; their window fills it.
    package static let screen = Size(width: 1024, height: 700)

    private static let click = Action.click(at: Point(x: 60, y: 60))
    private static let button = Rect(x: 20, y: 40, width: 90, height: 30)
    private static let dialog = Rect(x: 300, y: 200, width: 500, height: 400)
    private static let list = Rect(x: 320, y: 240, width: 440, height: 320)
    private static let page = Rect(x: 200, y: 100, width: 700, height: 560)

    /// What has to be waited for, whatever else blinks on the screen.
    package static let mustWait: [Miniature] =
        [
            key("a key's echo", [Paint(2, .part(Rect(x: 300, y: 300, width: 10, height: 16)))]),
            clicking("a button's look", [Paint(3, .part(button))]),
            clicking("a menu", [Paint(13, .menu(Rect(x: 20, y: 70, width: 180, height: 300)))]),
            clicking("a find dialog", [Paint(3, .part(button)), Paint(10, .dialog(dialog))]),
            clicking(
                "a dialog that is made, then shown",
                [
                    Paint(3, .part(button)), Paint(40, .preparation(dialog)),
                    Paint(180, .dialog(dialog)),
                ]),
            clicking("a page in two stages", [Paint(10, .part(page)), Paint(150, .part(list))]),
            clicking(
                "a smooth scroll",
                (0..<12).map {
                    Paint(5 + 16 * $0, .part(Rect(x: 200, y: 90 + 40 * $0, width: 600, height: 60)))
                }),
            clicking(
                "a slow redraw in strips",
                (0..<8).map {
                    Paint(
                        10 + 40 * $0, .part(Rect(x: 200, y: 90 + 60 * $0, width: 300, height: 40)))
                }),
            Miniature(
                name: "six lines, 120 ms apart", action: .press(["Return"]),
                paints: (0..<6).map {
                    Paint(
                        2 + 120 * $0, .part(Rect(x: 200, y: 90 + 20 * $0, width: 200, height: 14)))
                }),
            clicking(
                "a dialog after 200 ms, beside a scroll bar that fades",
                (0..<12).map {
                    Paint(5 + 16 * $0, .part(Rect(x: 100, y: 640, width: 900, height: 5)))
                } + [Paint(200, .dialog(dialog))]),
        ]
        + [40, 80, 150, 200].map { time in
            clicking("a dialog after \(time) ms", [Paint(time, .dialog(dialog))])
        }
        + [150, 248, 330].map { gap in
            clicking(
                "a dialog in two stages, \(gap) ms apart",
                [Paint(50, .dialog(dialog)), Paint(50 + gap, .content(list))])
        }

    private static func key(_ name: String, _ paints: [Paint]) -> Miniature {
        Miniature(name: name, action: .press(["a"]), paints: paints)
    }

    private static func clicking(_ name: String, _ paints: [Paint]) -> Miniature {
        Miniature(name: name, action: click, paints: paints)
    }
}
