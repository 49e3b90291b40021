import DeskwrightCore
import DeskwrightImages
import Foundation

/// The pictures of a report.
///
/// Each is in the page once, as the background of a style class that all places that show it bear.
/// So pictures need no script, and are loaded and decoded when they scroll into view. Where there are
/// too many for one file to open quickly they stay the files beside it that they are.
struct ReportScreens {
    private struct Picture {
        var name: String
        var size: Size
        /// Relative to the run folder.
        var file: String
    }

    private var pictures: [Picture] = []
    private var sizes: [String: Size] = [:]
    /// Names of pictures that are files of their own, by their paths.
    private var files: [String: String] = [:]
    /// The pictures' bytes, for as long as they are few.
    private var bytes: [String: [UInt8]] = [:]
    private var byteCount = 0
    private let byteCountMax: Int

    /// Takes the pictures that a story shows; one that cannot be read is left out.
    ///
    /// - Parameters:
    ///   - story: What is told of.
    ///   - byteCountMax: The most bytes of pictures that are put into the page.
    ///   - load: A screen's bytes by its name.
    init(
        of story: RunStory, byteCountMax: Int = 4 << 20,
        from load: (String) throws(JournalError) -> [UInt8]
    ) {
        self.byteCountMax = byteCountMax
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
                add(name, file: picture.file) { (_) throws(JournalError) in png }
            }
        }
    }

    private mutating func add(
        _ name: String, file: String? = nil, from load: (String) throws(JournalError) -> [UInt8]
    ) {
        guard sizes[name] == nil, ContentAddress.isName(name), let png = try? load(name),
            let size = ReportScreens.size(ofPNG: png)
        else { return }
        sizes[name] = size
        pictures.append(Picture(name: name, size: size, file: file ?? "screens/\(name).png"))
        byteCount += png.count
        if areFiles { bytes = [:] } else { bytes[name] = png }
    }

    /// Whether the pictures are too many for one file.
    var areFiles: Bool { byteCount > byteCountMax }

    /// The style rules with the pictures in them.
    var style: String {
        pictures.map { picture in
            let address =
                bytes[picture.name].map {
                    "data:image/png;base64,\(Data($0).base64EncodedString())"
                }
                ?? ReportScreens.address(of: picture.file)
            let ratio = Double(picture.size.width) / Double(picture.size.height)
            return ".\(ReportScreens.styleClass(of: picture.name)){--ratio:\(ratio);"
                + "background-image:url(\(address))}\n"
        }.joined()
    }

    /// A path with nothing in it that means something to a browser, in style rules or in addresses.
    private static func address(of file: String) -> String {
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/")
        return file.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    /// The name of a picture that is a file of its own.
    func name(ofFile file: String) -> String? { files[file] }

    /// The size of a picture, or `nil` when the report does not have it.
    func size(of name: String) -> Size? { sizes[name] }

    /// The class that shows a picture, which the report has.
    static func styleClass(of name: String) -> String { "s-\(name)" }

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
