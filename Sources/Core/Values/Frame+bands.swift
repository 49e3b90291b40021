import Glibc

extension Frame {
    /// How many bands a frame of this size has.
    package static func bandCount(of size: Size) -> Int {
        (size.height + bandHeight - 1) / bandHeight
    }

    /// The rows of a band, counted from the top of the frame.
    package static func rows(ofBand index: Int, in size: Size) -> Range<Int> {
        (index * bandHeight)..<min((index + 1) * bandHeight, size.height)
    }

    /// Whether a band looks alike in both frames, which have one size.
    package func hasBand(_ index: Int, of other: Frame) -> Bool {
        bands[index].withUnsafeBytes { own in
            other.bands[index].withUnsafeBytes { others in
                guard let own = own.baseAddress, let start = others.baseAddress else {
                    return false
                }
                return own == start || memcmp(own, start, others.count) == 0
            }
        }
    }
}

extension Frame: Hashable {
    public static func == (one: Frame, other: Frame) -> Bool {
        one.size == other.size && one.bands.indices.allSatisfy { one.hasBand($0, of: other) }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        for band in bands { band.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }
}
