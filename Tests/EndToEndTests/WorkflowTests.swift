import DeskwrightTestSupport
import Foundation
import Testing

/// The workflows of `tasks/workflows`, each once; `scripts/run-workflows` runs them many times.
struct WorkflowTests {
    @Test(arguments: Workflow.names)
    func aWorkflowPasses(name: String) async throws {
        try await expectPass(try Workflow(name))
    }

    /// A fault in what the program is given or shows must fail, each time, and be named.
    @Test(arguments: Fault.all)
    func aPlantedFaultFails(fault: Fault) async throws {
        try await withScratchFolder { folder in
            var workflow = try Workflow(fault.workflow)
            try workflow.replace(fault.text, by: fault.fault)
            let outcome = try await workflow.run(in: folder)
            #expect(outcome.code == 1, "\(outcome.errors)\(outcome.output)")
            // Of a matrix each task fails.
            for line in outcome.output.split(separator: "\n") {
                let reason = try JSONDecoder().decode(Ending.self, from: Data(line.utf8)).reason
                #expect(reason.contains(fault.named), "\(reason)")
            }
        }
    }

    @Test(arguments: ["mousepad", "zenity", "featherpad", "sqlitebrowser"])
    func aWorkflowPassesInAnotherTheme(name: String) async throws {
        var workflow = try Workflow(name)
        try workflow.replace(
            "timeout: 1m\n",
            by: """
                timeout: 1m
                env: {GTK_THEME: "Adwaita:dark", QT_STYLE_OVERRIDE: Windows}

                """)
        try await expectPass(workflow)
    }

    @Test(arguments: ["{wm: jwm}", "{size: 1024x768}"], ["mousepad", "nedit", "tkcon", "dillo"])
    func aWorkflowPassesOnAnotherScreen(display: String, name: String) async throws {
        var workflow = try Workflow(name)
        try workflow.replace("timeout: 1m\n", by: "timeout: 1m\ndisplay: \(display)\n")
        try await expectPass(workflow)
    }

    @Test(arguments: [("nedit", "note.txt"), ("mtpaint", "plan.png"), ("xfe", "inbox")])
    func aWorkflowPassesWhereverItsWindowIs(name: String, title: String) async throws {
        var workflow = try Workflow(name)
        try workflow.replace(
            "steps:\n",
            by:
                "steps:\n  - run: \(Program.path) windows --display $DISPLAY \(title) --move 217,83\n"
        )
        try await expectPass(workflow)
    }

    /// Each with the program that shows another window of its kind first.
    @Test(arguments: [
        ("mousepad", "mousepad, args: [other.txt]"),
        ("featherpad", "featherpad, args: [-s, other.txt]"),
        ("nedit", "nedit, args: [other.txt]"), ("xedit", "xedit, args: [-title, other, other.txt]"),
        ("xterm", "xterm, args: [-title, other]"),
    ])
    func aWorkflowPassesBesideAnotherWindowOfItsKind(name: String, other: String) async throws {
        var workflow = try Workflow(name)
        try workflow.replace(
            "apps:\n", by: "apps:\n  - {id: other, run: \(other), ready: {window: other}}\n")
        try await expectPass(workflow)
    }

    @Test(arguments: ["zenity", "mtpaint", "tkcon"])
    func aWorkflowPassesWithASlowStart(name: String) async throws {
        try await withScratchFolder { folder in
            var workflow = try Workflow(name)
            let program = try workflow.program()
            let late = folder + "/late"
            try write("#!/bin/sh\nsleep 4\nexec \(program) \"$@\"\n", to: late)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: late)
            try workflow.replace("run: \(program)", by: "run: \(late)")
            let outcome = try await workflow.run(in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
        }
    }

    private func expectPass(_ workflow: Workflow) async throws {
        try await withScratchFolder { folder in
            let outcome = try await workflow.run(in: folder)
            #expect(outcome.code == 0, "\(outcome.errors)\(outcome.output)")
        }
    }
}

/// What `--json` prints of a run, as far as it is looked at here.
private struct Ending: Decodable {
    var reason: String
}

/// What is wrong in a workflow's world, and what the run has to say of it.
struct Fault: CustomTestStringConvertible {
    var workflow: String
    var text: String
    var fault: String
    /// A part of the reason: the step that fails, or what is expected at the end.
    var named: String

    var testDescription: String { "\(workflow): \(text) is \(fault)" }

    static let all = [
        Fault(
            workflow: "mousepad", text: #"text: "A foo"#, fault: #"text: "A fool"#,
            named: #"the file "note.txt""#),
        Fault(
            workflow: "zenity", text: "TRUE Bag", fault: "FALSE Bag",
            named: #"the file "order.txt""#),
        Fault(
            workflow: "galculator", text: #"text: "3""#, fault: #"text: "2""#, named: "479001600"),
        Fault(
            workflow: "mtpaint", text: "'white'", fault: "'ivory'",
            named: "(59000, (255, 255, 255))"),
        Fault(
            workflow: "featherpad", text: #"text: "third line"#, fault: #"text: "other line"#,
            named: #"click "third""#),
        Fault(
            workflow: "sqlitebrowser", text: "('Pears', 7), ('Plums', 30)])",
            fault: "('Pears', 1), ('Plums', 30)])", named: #"click "7""#),
        Fault(workflow: "tkcon", text: "6 * 7", fault: "6 * 8", named: #""42" is shown"#),
        Fault(
            workflow: "dillo", text: "<td>2.35", fault: "<td>2.36",
            named: #""2.35" right of "Pears""#),
        Fault(
            workflow: "xfe", text: "> inbox/report.txt", fault: "> inbox/reports.txt",
            named: #"click "report.txt""#),
        Fault(
            workflow: "xedit", text: #""Apples\nPears"#, fault: #""Apples\nFears"#,
            named: #"click "Pears""#),
        Fault(
            workflow: "xterm", text: #"Ada\nMaria"#, fault: #"Ada\nMario"#,
            named: #"double-click "Maria""#),
        Fault(
            workflow: "nedit", text: #"\ntwo foo"#, fault: #"\ntwo Foo"#,
            named: #"the file "note.txt""#),
    ]
}

/// A task file of `tasks/workflows`, which may be changed before it is run.
struct Workflow {
    static let names = [
        "dillo", "featherpad", "galculator", "mousepad", "mtpaint", "nedit", "sqlitebrowser",
        "tkcon",
        "xedit", "xfe", "xterm", "zenity",
    ]

    private static let folder = Repository.path("tasks/workflows")
    private let name: String
    private var content: String

    init(_ name: String) throws {
        self.name = name
        content = try text("\(Self.folder)/\(name).yaml")
    }

    /// Puts one text, which has to be there, in another one's place.
    mutating func replace(_ text: String, by other: String) throws {
        let place = try #require(content.range(of: text), "\(name).yaml has no \(text)")
        content.replaceSubrange(place, with: other)
    }

    /// The first program that it starts.
    func program() throws -> String {
        let start = try #require(content.firstMatch(of: /(?m)^apps:\n(?:.*\n)*?.*run: ([a-z]+)/))
        return String(start.output.1)
    }

    /// Runs it in a folder with all that lies beside it.
    func run(in folder: String) async throws -> Program.Outcome {
        for item in try FileManager.default.contentsOfDirectory(atPath: Self.folder) {
            try FileManager.default.copyItem(
                atPath: "\(Self.folder)/\(item)", toPath: "\(folder)/\(item)")
        }
        try write(content, to: "\(folder)/\(name).yaml")
        return try await Program.run(["run", "--json", "\(name).yaml"], in: folder)
    }
}
