import Foundation

/// PNG files of 64 by 40 pixels in one colour each.
enum TinyPicture {
    static let blue = bytes(
        "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAoAQMAAAB0AG6qAAAAA1BMVEUvb+"
            + "tB1nCfAAAADUlEQVR42mNgGAX0AAABaAABSuz1ewAAAABJRU5ErkJggg==")
    static let red = bytes(
        "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAoAQMAAAB0AG6qAAAAA1BMVEXlSE"
            + "04ntexAAAADUlEQVR42mNgGAX0AAABaAABSuz1ewAAAABJRU5ErkJggg==")
    static let green = bytes(
        "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAoAQMAAAB0AG6qAAAAA1BMVEUwpG"
            + "wNfozUAAAADUlEQVR42mNgGAX0AAABaAABSuz1ewAAAABJRU5ErkJggg==")

    private static func bytes(_ base64: String) -> [UInt8] {
        [UInt8](Data(base64Encoded: base64) ?? Data())
    }
}
