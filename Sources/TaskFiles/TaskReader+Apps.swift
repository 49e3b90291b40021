import DeskwrightCore

/// The programs that a task starts.
extension TaskReader {
    func apps(_ value: YAMLValue) -> [AppSpec] {
        var apps: [AppSpec] = []
        for item in value.list() ?? [] {
            guard let fields = item.fields(.app), let app = app(fields) else { continue }
            if apps.contains(where: { $0.id == app.id }) {
                fields["id"]?.fault(
                    "the id \(shown(app.id)) is taken by another app",
                    hint: "give each app an id of its own")
            }
            apps.append(app)
        }
        return apps
    }

    func app(_ fields: YAMLFields) -> AppSpec? {
        let id = fields["id"]?.name(.identifier)
        let program = fields["run"].flatMap(program)
        let arguments = items(of: fields["args"]) { $0.secretBearingString() }
        let environment = fields["env"].map(variables) ?? [:]
        let ready = fields["ready"]?.fields(.ready)?["window"].flatMap(window)
        let timeout = fields["timeout"]?.duration()
        guard let id, let program else { return nil }
        var app = AppSpec(
            id: id, program: program, arguments: arguments, environment: environment, ready: ready)
        if let timeout { app.timeout = timeout }
        return app
    }

    private func program(_ value: YAMLValue) -> String? {
        guard let program = value.filledString() else { return nil }
        // Paths may hold blanks; a bare name with one is a command line.
        guard program.contains("/") || !program.contains(where: \.isWhitespace) else {
            value.fault(
                "\(value.label) must be a program alone, not \(shown(program))",
                hint: "put its arguments into \"args\", one by one")
            return nil
        }
        return program
    }

    /// A window: a text for its title, or a map.
    func window(_ value: YAMLValue) -> WindowMatch? {
        guard value.kind == .map else {
            return titleMatch(value).map { WindowMatch(title: $0) }
        }
        return value.fields(.window).map(window)
    }

    func window(_ fields: YAMLFields) -> WindowMatch {
        WindowMatch(
            title: fields["title"].flatMap(titleMatch),
            className: fields["class"].flatMap(titleMatch), isActive: fields["active"]?.bool())
    }

    /// A part of a title; an empty one would match every window.
    private func titleMatch(_ value: YAMLValue) -> TextMatch? {
        guard let match = value.textMatch(plain: TextMatch.contains) else { return nil }
        guard match != .contains("") else {
            value.fault("\(value.label) is empty", hint: "it would match every window")
            return nil
        }
        return match
    }
}
