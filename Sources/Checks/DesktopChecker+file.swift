import DeskwrightCore
import Glibc

extension DesktopChecker {
    func look(at check: FileCheck) -> Finding {
        let path = check.path.hasPrefix("/") ? check.path : "\(workFolder)/\(check.path)"
        switch FileContent(path: path) {
        case .missing:
            let others = check.exists ? neighbours(of: path) : ""
            return Finding(
                check.exists ? .unsatisfied : .satisfied, "there is no such file\(others)")
        case .unreachable(let reason):
            return Finding(.unknown, "it cannot be looked at: \(reason)")
        case let content where !check.exists:
            return Finding(.unsatisfied, "there is \(content.words)")
        case let content where check.text.isEmpty:
            return Finding(.satisfied, "there is \(content.words)")
        case .folder, .special:
            return Finding(.unsatisfied, "there is no file with a text, but another thing")
        case .unreadable(let reason):
            return Finding(.unknown, "it cannot be read: \(reason)")
        case .tooLarge(let byteCount):
            return Finding(
                .unknown, "it has \(byteCount) bytes; up to \(FileContent.limit) are looked at")
        case .bytes(let bytes):
            return TextLook(.init(bytes: bytes), secrets).find(check.text)
        }
    }

    /// What is there instead of a file, for one who mistook its name.
    private func neighbours(of path: String) -> String {
        let end = path.lastIndex(of: "/") ?? path.startIndex
        guard let folder = opendir(String(path[..<end]) + "/") else {
            return ", nor its folder"
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.isEmpty ? "; its folder is empty" : "; its folder has \(list(names.sorted()))"
    }
}
