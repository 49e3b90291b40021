/// Base64 with padding, any part of it by itself.
///
/// Three bytes make two table entries of two characters each: three times as fast as Foundation's
/// string, and nothing is copied afterwards.
///
/// - SeeAlso: RFC 4648, section 4.
enum Base64 {
    /// How many characters this many bytes make.
    static func encodedCount(_ byteCount: Int) -> Int { (byteCount + 2) / 3 * 4 }

    /// Writes the characters from a place on, as far as there is room, and says how many.
    static func copy(
        _ input: UnsafeRawBufferPointer, from start: Int,
        into output: UnsafeMutableRawBufferPointer
    ) -> Int {
        let wanted = min(encodedCount(input.count) - start, output.count)
        var done = copyPart(of: input, from: start, into: output, upTo: wanted)
        let groups = (wanted - done) / 4
        encode(
            input, group: (start + done) / 4, count: groups,
            into: UnsafeMutableRawBufferPointer(rebasing: output[done..<done + 4 * groups]))
        done += 4 * groups
        let rest = UnsafeMutableRawBufferPointer(rebasing: output[done...])
        return done + copyPart(of: input, from: start + done, into: rest, upTo: wanted - done)
    }

    /// Writes what is left of the group of four that a place is in, unless that is all of it.
    private static func copyPart(
        of input: UnsafeRawBufferPointer, from start: Int,
        into output: UnsafeMutableRawBufferPointer, upTo limit: Int
    ) -> Int {
        let place = start % 4
        let count = min(4 - place, limit)
        guard count > 0, count < 4 else { return 0 }
        withUnsafeTemporaryAllocation(byteCount: 4, alignment: 1) { group in
            encode(input, group: start / 4, count: 1, into: group)
            for index in 0..<count { output[index] = group[place + index] }
        }
        return count
    }

    private static let padding = UInt8(ascii: "=")

    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The two characters of every 12 bits, in the order of memory.
    private static let pairs: [UInt16] = (0..<4096).map {
        UInt16(littleEndian: UInt16(alphabet[$0 >> 6]) | UInt16(alphabet[$0 & 63]) << 8)
    }

    /// Encodes so many groups of three bytes from one on; the last of all may be shorter.
    private static func encode(
        _ input: UnsafeRawBufferPointer, group first: Int, count: Int,
        into output: UnsafeMutableRawBufferPointer
    ) {
        let whole = max(0, min(count, input.count / 3 - first))
        pairs.withUnsafeBufferPointer { pairs in
            for index in 0..<whole {
                let (from, to) = (3 * (first + index), 4 * index)
                let bits =
                    Int(input[from]) << 16 | Int(input[from + 1]) << 8 | Int(input[from + 2])
                output.storeBytes(of: pairs[bits >> 12], toByteOffset: to, as: UInt16.self)
                output.storeBytes(of: pairs[bits & 4095], toByteOffset: to + 2, as: UInt16.self)
            }
        }
        guard whole < count else { return }
        let (from, to) = (input.count / 3 * 3, 4 * whole)
        let rest = input.count - from
        let high = Int(input[from]) << 16
        let bits = rest == 2 ? high | Int(input[from + 1]) << 8 : high
        for character in 0..<4 {
            output[to + character] =
                character <= rest ? alphabet[bits >> (18 - 6 * character) & 63] : padding
        }
    }
}
