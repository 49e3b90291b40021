import DeskwrightCore
import Glibc

/// A landscape that compresses like a photograph: sky with clouds, three ridges, texture and grain.
///
/// Drawn and not a file, so that it is the same for everybody and fits any screen.
func landscape(_ size: Size) -> Frame {
    var bytes = [UInt8](repeating: 255, count: 4 * size.width * size.height)
    let ridges = (0..<size.width).map { x in
        ridgeHeights(at: Double(x) / Double(size.height))
    }
    for y in 0..<size.height {
        let v = Double(y) / Double(size.height)
        for x in 0..<size.width {
            let u = Double(x) / Double(size.height)
            let color = landscapeColor(u, v, ridges[x])
            let offset = 4 * (y * size.width + x)
            for channel in 0..<3 {
                let grain = noise(x, y, seed: channel) + noise(x, y, seed: channel + 3) - 1
                bytes[offset + channel] = UInt8(max(0, min(255, color[channel] + 5 * grain)))
            }
        }
    }
    return Frame(size: size, bytes: bytes)
}

private func ridgeHeights(at u: Double) -> [Double] {
    (0..<3).map { ridge in
        let step = Double(ridge)
        return 0.38 + 0.18 * step + (0.24 - 0.04 * step) * (fractal(u * 1.7, 9 * step) - 0.5)
    }
}

/// Blue, green and red, 0 to 255.
private func landscapeColor(_ u: Double, _ v: Double, _ ridges: [Double]) -> SIMD4<Double> {
    guard let ridge = ridges.lastIndex(where: { v > $0 }) else {
        let cloud = max(0, fractal(u * 2.2, v * 5) - 0.45) * 2.4
        let sky = SIMD4(225, 165, 90, 0) * (1 - v) + SIMD4(205, 200, 190, 0) * v
        return sky + (SIMD4(245, 244, 242, 0) - sky) * min(1, cloud)
    }
    let tints = [SIMD4(135.0, 115, 95, 0), SIMD4(70, 95, 75, 0), SIMD4(45, 85, 90, 0)]
    let scale = 6.0 * Double(ridge + 1)
    let texture = fractal(u * scale, v * scale)
    let depth = (v - ridges[ridge]) * 0.6
    return tints[ridge] * (0.55 + 0.9 * texture + depth)
}

/// Noise of six octaves, 0 to 1.
private func fractal(_ x: Double, _ y: Double) -> Double {
    var sum = 0.0
    var weight = 0.5
    var scale = 4.0
    for octave in 0..<6 {
        sum += weight * smoothNoise(x * scale, y * scale, seed: 100 + octave)
        weight /= 2
        scale *= 2
    }
    return sum
}

/// Between the numbers of the four corners around.
private func smoothNoise(_ x: Double, _ y: Double, seed: Int) -> Double {
    let (left, top) = (Int(floor(x)), Int(floor(y)))
    let (a, b) = (x - floor(x), y - floor(y))
    let (u, v) = (a * a * (3 - 2 * a), b * b * (3 - 2 * b))
    let above = noise(left, top, seed: seed) * (1 - u) + noise(left + 1, top, seed: seed) * u
    let below =
        noise(left, top + 1, seed: seed) * (1 - u) + noise(left + 1, top + 1, seed: seed) * u
    return above * (1 - v) + below * v
}

/// A number from 0 to 1 that belongs to a place: the place, mixed as SplitMix64 mixes its state.
func noise(_ x: Int, _ y: Int, seed: Int) -> Double {
    var mixed = UInt64(truncatingIfNeeded: x &* 73_856_093 ^ y &* 19_349_663 ^ seed &* 83_492_791)
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 53)
}
