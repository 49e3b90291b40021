import DeskwrightCMessageDigest

/// Names that follow from the bytes they stand for.
package enum ContentAddress {
    /// The SHA-256 of some bytes: 32 bytes.
    ///
    /// - SeeAlso: SHA256Init(3bsd); FIPS 180-4.
    package static func digest(of bytes: [UInt8]) -> [UInt8] {
        var context = SHA2_CTX()
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256Init(&context)
        SHA256Update(&context, bytes, bytes.count)
        SHA256Final(&digest, &context)
        return digest
    }

    /// The name of a picture: the first 32 hex digits of its SHA-256.
    package static func name(of bytes: [UInt8]) -> String {
        digest(of: bytes).prefix(16).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// Whether a text can be a picture's name; journals from elsewhere may hold anything.
    package static func isName(_ text: String) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}
