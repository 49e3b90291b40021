import DeskwrightCore

/// The screen's pixels and the pixels of the picture that the model sees of it.
///
/// Every pixel of the picture was made of a cell of the screen, and a point of it means the middle
/// of that cell. Points outside stay outside.
struct ModelSpace: Sendable, Hashable {
    let screen: Size
    /// Not larger than the screen.
    let picture: Size

    var isScaled: Bool { screen != picture }

    func toScreen(_ point: Point) -> Point {
        Point(
            x: middle(of: point.x, from: picture.width, to: screen.width),
            y: middle(of: point.y, from: picture.height, to: screen.height))
    }

    /// The action with its points, and the way that it scrolls, in the screen's pixels.
    func toScreen(_ action: Action) -> Action {
        let mapped = action.mapPoints(toScreen)
        guard isScaled, case .scroll(let point, let dx, let dy, let keys) = mapped else {
            return mapped
        }
        return .scroll(
            at: point, dx: dx * screen.width / picture.width,
            dy: dy * screen.height / picture.height, holding: keys)
    }

    private func middle(of place: Int, from small: Int, to large: Int) -> Int {
        floorDivision((2 * place + 1) * large, 2 * small)
    }

    /// Swift's own division rounds towards zero, and would bring -1 onto the screen.
    private func floorDivision(_ dividend: Int, _ divisor: Int) -> Int {
        let quotient = dividend / divisor
        return dividend % divisor < 0 ? quotient - 1 : quotient
    }
}
