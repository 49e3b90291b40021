import DeskwrightCore
import DeskwrightImages
import Foundation

/// The pictures of a report.
///
/// Each is in the page once, as the background of a style class that all places that show it bear.
/// So pictures need no script, and are decoded when they scroll into view.
struct ReportScreens {
    private var sizes: [String: Size] = [:]
    /// Names of pictures that are files of their own, by their paths.
    private var files: [String: String] = [:]
    /// The style rules with the pictures in them.
    private(set) var style = ""

    /// Takes the pictures that a story shows; one that cannot be read is left out.
    init(of story: RunStory, from load: (String) throws(JournalError) -> [UInt8]) {
        for step in story.steps {
            let names =
                [step.observed?.screen] + step.actions.flatMap { [$0.before, $0.after] }
            for name in names.compactMap(\.self) { add(name, from: load) }
        }
    }

    /// Takes the pictures that checks show.
    mutating func add(
        of evidence: [Evidence], screens load: (String) throws(JournalError) -> [UInt8],
        files loadFile: (String) throws(JournalError) -> [UInt8]
    ) {
        for item in evidence {
            if let name = item.screen { add(name, from: load) }
            for picture in item.pictures {
                guard let png = try? loadFile(picture.file) else { continue }
                let name = ContentAddress.name(of: png)
                files[picture.file] = name
                add(name) { (_) throws(JournalError) in png }
            }
        }
    }

    private mutating func add(
        _ name: String, from load: (String) throws(JournalError) -> [UInt8]
    ) {
        guard sizes[name] == nil, ContentAddress.isName(name), let png = try? load(name),
            let size = ReportScreens.size(ofPNG: png)
        else { return }
        sizes[name] = size
        style += ReportScreens.rule(name: name, size: size, png: png)
    }

    /// The name of a picture that is a file of its own.
    func name(ofFile file: String) -> String? { files[file] }

    /// The size of a picture, or `nil` when the report does not have it.
    func size(of name: String) -> Size? { sizes[name] }

    /// The class that shows a picture, which the report has.
    static func styleClass(of name: String) -> String { "s-\(name)" }

    private static func rule(name: String, size: Size, png: [UInt8]) -> String {
        ".\(styleClass(of: name)){--ratio:\(Double(size.width) / Double(size.height));"
            + "background-image:url(data:image/png;base64,\(Data(png).base64EncodedString()))}\n"
    }

    /// The size that a PNG's header tells, or `nil` when this is none.
    ///
    /// - SeeAlso: PNG specification, 5.2 (signature) and 11.2.2 (IHDR).
    static func size(ofPNG bytes: [UInt8]) -> Size? {
        let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        guard bytes.count >= 33, bytes.starts(with: signature),
            bytes[12..<16].elementsEqual("IHDR".utf8)
        else { return nil }
        func number(at offset: Int) -> Int {
            bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        let size = Size(width: number(at: 16), height: number(at: 20))
        let allowed = 1...32_767
        return allowed.contains(size.width) && allowed.contains(size.height) ? size : nil
    }
}
