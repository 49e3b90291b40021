import Glibc

extension TaskSpec {
    /// Whether the task may do otherwise when files change: its own, and those that it names.
    ///
    /// - Parameters:
    ///   - changed: Absolute paths without links, of files or of folders with changes somewhere in them.
    ///   - folder: The one that the command runs in, absolute.
    /// - Returns: Whether one of the task's files is among them, or in one of them.
    package func isAffected(by changed: Set<String>, folder: String) -> Bool {
        let own = (file.hasPrefix("/") ? file : folder + "/" + file).resolved
        let files = [own] + namedFiles
        return changed.contains { path in
            path.hasPrefix(own + "-snapshots/")
                || files.contains { $0 == path || $0.hasPrefix(path + "/") }
        }
    }

    /// Files that its own file names: absolute, without links.
    package var namedFiles: [String] {
        var paths = usedFiles + images
        for case .copy(let path) in files.map(\.source) { paths.append(path) }
        if case .mock(let scene) = display.place { paths.append(scene) }
        if case .script(let path) = model.source { paths.append(path) }
        return paths.map(\.resolved)
    }
}

extension String {
    /// The path without links and dots; as it is where nothing is there.
    fileprivate var resolved: String {
        guard let path = realpath(self, nil) else { return self }
        defer { free(path) }
        return String(cString: path)
    }
}
