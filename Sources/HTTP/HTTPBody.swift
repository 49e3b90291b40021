/// What a request sends: bytes, and bytes that go out as base64.
///
/// The base64 is made a piece at a time while it is sent, so that a picture is in memory once.
package struct HTTPBody: Sendable, Hashable {
    package enum Piece: Sendable, Hashable {
        case bytes([UInt8])
        /// Sent as base64, with padding.
        case base64([UInt8])

        var byteCount: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .base64(let bytes): Base64.encodedCount(bytes.count)
            }
        }
    }

    package let pieces: [Piece]
    /// As it is sent.
    package let byteCount: Int

    package init(_ pieces: [Piece]) {
        self.pieces = pieces
        byteCount = pieces.reduce(0) { $0 + $1.byteCount }
    }

    package init(_ bytes: [UInt8] = []) {
        self.init([.bytes(bytes)])
    }

    /// All of it in memory, as it is sent.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            count = copy(from: 0, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// Writes what comes after so many bytes, as far as there is room.
    ///
    /// - Returns: How many bytes were written; none at the end.
    func copy(from offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var start = offset
        var filled = 0
        for piece in pieces where filled < buffer.count {
            if start < piece.byteCount {
                filled += piece.copy(
                    from: start, into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            }
            start = max(0, start - piece.byteCount)
        }
        return filled
    }
}

extension HTTPBody.Piece {
    fileprivate func copy(
        from start: Int, into buffer: UnsafeMutableRawBufferPointer
    ) -> Int {
        switch self {
        case .bytes(let bytes):
            let count = min(bytes.count - start, buffer.count)
            bytes.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + count]))
            }
            return count
        case .base64(let bytes):
            return bytes.withUnsafeBytes { Base64.copy($0, from: start, into: buffer) }
        }
    }
}

/// Gives libcurl a body, from where it is.
final class BodyReader {
    let body: HTTPBody
    private var position = 0

    init(_ body: HTTPBody) {
        self.body = body
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = body.copy(from: position, into: buffer)
        position += count
        return count
    }

    /// For sending it once more, when a connection that was kept turns out to be closed.
    func rewind(to offset: Int) -> Bool {
        guard (0...body.byteCount).contains(offset) else { return false }
        position = offset
        return true
    }
}

/// Gives bytes to libcurl: `CURLOPT_READFUNCTION` with a ``BodyReader`` as its context.
func readFromBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context, let bytes else { return 0 }
    let reader = Unmanaged<BodyReader>.fromOpaque(context).takeUnretainedValue()
    return reader.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
}

/// `CURLOPT_SEEKFUNCTION` with a ``BodyReader`` as its context; libcurl only asks from the start.
func seekInBody(
    _ context: UnsafeMutableRawPointer?, _ offset: Int, _ origin: Int32
) -> Int32 {
    guard let context, origin == 0 else { return 2 }
    let reader = Unmanaged<BodyReader>.fromOpaque(context).takeUnretainedValue()
    return reader.rewind(to: offset) ? 0 : 2
}
