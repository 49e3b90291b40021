import DeskwrightCMessageDigest
import DeskwrightCore

/// Names that follow from the bytes they stand for.
package enum ContentAddress {
    /// The SHA-256 of some bytes: 32 bytes.
    ///
    /// - SeeAlso: SHA256Init(3bsd); FIPS 180-4.
    package static func digest(of bytes: [UInt8]) -> [UInt8] { digest(of: [bytes]) }

    private static func digest(of parts: [[UInt8]]) -> [UInt8] {
        var context = SHA2_CTX()
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256Init(&context)
        for part in parts { SHA256Update(&context, part, part.count) }
        SHA256Final(&digest, &context)
        return digest
    }

    /// The name of a picture's file: the first 32 hex digits of its SHA-256.
    package static func name(of bytes: [UInt8]) -> String { name(digest(of: bytes)) }

    /// The name of a picture by its pixels, whatever file they are in.
    package static func name(ofPixels frame: Frame) -> String { name(digest(of: frame.bands)) }

    private static func name(_ digest: [UInt8]) -> String {
        digest.prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// Whether a text can be a picture's name; journals from elsewhere may hold anything.
    package static func isName(_ text: String) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
