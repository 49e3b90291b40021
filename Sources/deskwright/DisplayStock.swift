import DeskwrightCore
import DeskwrightX11Backend
import Foundation

/// Private displays for the tasks of a suite: the next one is started while a task before it still runs.
actor DisplayStock {
    private let environment: [String: String]
    /// How many tasks are still to come, by what they want.
    private var wanted: [DisplaySpec: Int]
    private var ahead: [DisplaySpec: [Task<PrivateDisplay, any Error>]] = [:]
    /// How many are started ahead at most, of each kind.
    private let limit: Int

    /// - Parameters:
    ///   - specs: The screens of all tasks; only private ones count.
    ///   - limit: How many tasks run at once.
    ///   - environment: All of the environment of the displays' programs.
    init(for specs: [DisplaySpec], limit: Int, environment: [String: String]) {
        let kinds = specs.filter { $0.place == .privateServer }
        wanted = Dictionary(kinds.map { ($0, 1) }, uniquingKeysWith: +)
        self.limit = limit
        self.environment = environment
    }

    /// A display that is ready.
    ///
    /// - Throws: ``PrivateDisplayError``
    func take(_ spec: DisplaySpec) async throws -> PrivateDisplay {
        wanted[spec, default: 1] -= 1
        let early = (ahead[spec] ?? []).first
        if early != nil { ahead[spec]?.removeFirst() }
        startAhead(spec)
        // One that did not start, or died meanwhile, is nobody's fault: another is started.
        if let early,
            let display = try? await withTaskCancellationHandler(
                operation: { try await early.value }, onCancel: { early.cancel() })
        {
            if display.failure == nil { return display }
            await display.stop()
        }
        return try await start(spec)
    }

    /// Ends those that nobody has taken.
    func close() async {
        wanted = [:]
        for task in ahead.values.joined() { task.cancel() }
        for task in ahead.values.joined() { await (try? task.value)?.stop() }
        ahead = [:]
    }

    private func startAhead(_ spec: DisplaySpec) {
        let count = ahead[spec]?.count ?? 0
        guard !Task.isCancelled, count < min(limit, wanted[spec] ?? 0) else { return }
        ahead[spec, default: []].append(Task { try await start(spec) })
    }

    private func start(_ spec: DisplaySpec) async throws -> PrivateDisplay {
        try await PrivateDisplay.start(
            size: spec.size, dotsPerInch: spec.dotsPerInch, windowManager: spec.windowManager,
            environment: environment)
    }
}

extension PrivateDisplay {
    /// Ends it, after what its programs said was copied into a folder.
    func stop(keepingLogsIn folder: String) async {
        for (name, path) in logs {
            try? FileManager.default.copyItem(atPath: path, toPath: "\(folder)/\(name)")
        }
        await stop()
    }
}
