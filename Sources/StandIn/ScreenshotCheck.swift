import DeskwrightCore
import DeskwrightImages
import Foundation

/// Reads pictures out of requests, and refuses what the service refuses.
enum ScreenshotCheck {
    /// Reads the picture that an object names by `image_url` or `file_id`.
    ///
    /// The path is where the object stands in the request, for the refusal.
    static func read(_ place: JSON, at path: String) throws(APIRefusal) -> Frame {
        let url = place["image_url"]?.string
        let file = place["file_id"]?.string
        switch (url, file) {
        case (let url?, nil): return try read(dataURL: url, at: path + ".image_url")
        case (nil, _?): throw .notOffered("uploaded files", param: path + ".file_id")
        case (_?, _?), (nil, nil):
            throw APIRefusal(
                message: "Invalid '\(path)'. Expected exactly one of 'image_url' and 'file_id'.",
                param: path, code: "invalid_value")
        }
    }

    private static func read(dataURL url: String, at path: String) throws(APIRefusal) -> Frame {
        if url.hasPrefix("http://") || url.hasPrefix("https://") {
            throw .notOffered("downloading pictures", param: path)
        }
        guard url.hasPrefix("data:") else {
            throw .badImageURL(path, got: "a value without the 'data:' prefix")
        }
        guard let comma = url.firstIndex(of: ",") else {
            throw .badImageURL(path, got: "a value without base64-encoded bytes")
        }
        let header = url[..<comma].dropFirst("data:".count)
        let kind = header.prefix { $0 != ";" }
        guard ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(kind) else {
            throw .badImageURL(path, got: "unsupported MIME type '\(kind.prefix(64))'")
        }
        guard header.hasSuffix(";base64") else {
            throw .badImageURL(path, got: "a value that is not base64-encoded")
        }
        guard kind == "image/png" else { throw .notOffered("pictures but PNG", param: path) }
        let encoded = url[url.index(after: comma)...]
        guard !encoded.isEmpty else {
            throw .badImageURL(path, got: "empty base64-encoded bytes")
        }
        guard let data = Data(base64Encoded: String(encoded)) else {
            throw .badImageURL(path, got: "an invalid base64-encoded value")
        }
        return try decode([UInt8](data), at: path)
    }

    private static func decode(_ file: [UInt8], at path: String) throws(APIRefusal) -> Frame {
        guard let size = sizeInHeader(of: file) else { throw .badImage(path) }
        let patches = ImageTokens.patches(of: size)
        guard max(size.width, size.height) <= ImageTokens.sideMax,
            patches <= ImageTokens.patchesMax
        else {
            throw APIRefusal(
                message: "Invalid '\(path)': the image of \(size) pixels has \(patches) patches; "
                    + "at most \(ImageTokens.patchesMax) are taken.",
                param: path, code: "image_too_large")
        }
        do {
            return try PNGDecoder.decode(file)
        } catch {
            throw .badImage(path)
        }
    }

    /// The width and height in a PNG file's first chunk.
    ///
    /// - SeeAlso: PNG specification, sections 5.2 and 11.2.1.
    private static func sizeInHeader(of file: [UInt8]) -> Size? {
        let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        guard file.count >= 24, file.starts(with: start) else { return nil }
        func number(at offset: Int) -> Int {
            file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        let size = Size(width: number(at: 16), height: number(at: 20))
        return size.bounds.isEmpty ? nil : size
    }
}
