import DeskwrightCore
import DeskwrightHTTP
import DeskwrightImages
import Foundation

/// A request as a cassette keeps it and compares it: the path, and the body without its pictures.
struct RecordedRequest: Sendable, Hashable {
    /// Below the service's base address: where the service is does not matter.
    var path: String
    var body: JSONValue

    init(path: String, body: JSONValue) {
        self.path = path
        self.body = body
    }

    /// A body that is no JSON is kept as a text.
    init(_ request: HTTPRequest, redact: (String) -> String) {
        let whole = URLComponents(string: request.address.description)?.path ?? ""
        let count = whole.hasSuffix("/completions") ? 2 : 1
        path = whole.split(separator: "/").suffix(count).joined(separator: "/")
        let bytes = request.body
        let parsed =
            (try? JSONParser.parse(bytes)) ?? .string(String(decoding: bytes, as: UTF8.self))
        var body = parsed.mapStrings { RecordedRequest.pictureName($0) ?? redact($0) }
        // A run on a terminal streams where one in CI does not; the reply says itself what it is.
        if case .object(var members) = body {
            members["stream"] = nil
            members["stream_options"] = nil
            body = .object(members)
        }
        self.body = body
    }

    /// What puts the reply together when it is streamed.
    var assembly: any StreamAssembly.Type {
        path == "chat/completions" ? ChatAssembly.self : ResponsesAssembly.self
    }

    /// What stands in a picture's place: the name of its pixels, and its size.
    ///
    /// The same pixels are not always the same file: by where memory lies ISA-L 2.30 finds other matches, in one of
    /// some thousand processes.
    private static func pictureName(_ text: String) -> String? {
        let mark = ";base64,"
        guard text.hasPrefix("data:image/"), let end = text.firstRange(of: mark),
            let data = Data(base64Encoded: String(text[end.upperBound...]))
        else { return nil }
        let bytes = [UInt8](data)
        if let frame = try? PNGDecoder.decode(bytes) {
            return "picture \(ContentAddress.name(ofPixels: frame)) \(frame.size)"
        }
        return "picture \(ContentAddress.name(of: bytes)) \(size(ofPNG: bytes))"
    }

    /// - SeeAlso: PNG specification, section 11.2.2 (IHDR), big-endian.
    private static func size(ofPNG bytes: [UInt8]) -> Size {
        guard bytes.count >= 24 else { return Size(width: 0, height: 0) }
        let number = { (start: Int) in bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
        return Size(width: number(16), height: number(20))
    }
}

/// How alike the screens of a run have to be to those of a cassette.
package enum CassetteScreens: String, Sendable, Hashable, CaseIterable {
    /// Every picture has the pixels that were recorded.
    case same
    /// Pictures have the recorded size; what is told of changed areas is not compared either.
    case any
}

extension RecordedRequest {
    /// Where a request differs from the recorded one, a line each; at most five.
    func differences(
        from recorded: RecordedRequest, screens: CassetteScreens
    ) -> [String] {
        var lines: [String] = []
        if path != recorded.path { lines.append("path: \(recorded.path) recorded, \(path) sent") }
        RecordedRequest.compare(recorded.body, body, at: "", screens, &lines)
        return lines.count <= 5 ? lines : lines.prefix(5) + ["and \(lines.count - 5) more"]
    }

    private static func compare(
        _ old: JSONValue, _ new: JSONValue, at place: String, _ screens: CassetteScreens,
        _ lines: inout [String]
    ) {
        switch (old, new) {
        case (.object(let old), .object(let new)):
            for name in Set(old.keys).union(new.keys).sorted() {
                let inside = place.isEmpty ? name : "\(place).\(name)"
                switch (old[name], new[name]) {
                case (let old?, let new?): compare(old, new, at: inside, screens, &lines)
                case (let old?, nil):
                    lines.append("\(inside): \(shown(old)) recorded, nothing sent")
                case (nil, let new?):
                    lines.append("\(inside): nothing recorded, \(shown(new)) sent")
                case (nil, nil): break
                }
            }
        case (.array(let old), .array(let new)):
            for (index, pair) in zip(old, new).enumerated() {
                compare(pair.0, pair.1, at: "\(place)[\(index)]", screens, &lines)
            }
            if old.count != new.count {
                let recorded = counted(old.count, "item")
                lines.append("\(place): \(recorded) recorded, \(new.count) sent")
            }
        case (.string(let old), .string(let new)):
            if old != new, screens == .same || masked(old) != masked(new) {
                lines.append("\(place): \(difference(old, new))")
            }
        case (_, _):
            if old != new { lines.append("\(place): \(shown(old)) recorded, \(shown(new)) sent") }
        }
    }

    /// A text without what depends on the pixels of a screen.
    private static func masked(_ text: String) -> String {
        if text.hasPrefix("picture ") {
            return "picture" + text.drop { $0 != " " }.dropFirst().drop { $0 != " " }
        }
        return text.replacing(/[0-9]+x[0-9]+\+[0-9]+\+[0-9]+/, with: "AREA")
            .replacing("; it is still changing", with: "")
    }

    /// Two texts from a little before the place where they part.
    private static func difference(_ old: String, _ new: String) -> String {
        let same = zip(old, new).prefix { $0 == $1 }.count
        let start = max(0, same - 20)
        let part = { (text: String) in
            let rest = text.dropFirst(start)
            return quoted((start > 0 ? "…" : "") + rest.prefix(60) + (rest.count > 60 ? "…" : ""))
        }
        return "\(part(old)) recorded, \(part(new)) sent"
    }

    private static func shown(_ value: JSONValue) -> String {
        let text = value.description
        return text.count <= 60 ? text : text.prefix(59) + "…"
    }
}

extension JSONValue {
    /// The value with every string in it changed, names apart.
    func mapStrings(_ change: (String) -> String) -> JSONValue {
        switch self {
        case .string(let text): .string(change(text))
        case .array(let values): .array(values.map { $0.mapStrings(change) })
        case .object(let members): .object(members.mapValues { $0.mapStrings(change) })
        case .null, .bool, .number, .picture: self
        }
    }
}
