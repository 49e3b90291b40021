import Testing

@testable import DeskwrightTaskFiles

/// Which files of a folder are tasks.
struct TaskRecognitionTests {
    @Test(arguments: [
        "version: 1\nname: a\nsteps: [{note: x}]", "version: 1\nname: a\ngoal: b",
        #"{"version": 1, "name": "a", "steps": []}"#, "\"version\": 1\n\"name\": a",
        "  version: 1\n  name: a", "version: 1\nnmae: a\nsteps: []",
        "version: 1\nname: a\nstpes: []",
        "version: 1\napps: []\nsteps: []", "name: a\ngoal: b", "version: 1\nname: [\n",
    ])
    func tasksAreEvenWithAFault(text: String) {
        #expect(TaskFile.isTask(text))
    }

    @Test(arguments: [
        "", "- a\n- b", "just text",
        "version: 1\nsteps: []", "version: 1\ninputs: [a]\nsteps: []",
        "version: 1\ndescription: x\nsteps: []", "version: 1\nwindows: []",
        "apiVersion: v2\nname: chart\nversion: 1.2.3\ndescription: x\ntype: application",
        "name: app\nversion: 1.0.0+1\nenvironment: {}\ndependencies: {}",
        "version: '3'\nservices: {}\nname: stack", "name: CI\non: push\njobs: {}",
        "trigger: [main]\npool: x\nsteps: []", "{{ if .Values.x }}\nkind: Pod\n{{ end }}",
    ])
    func otherFilesAreNone(text: String) {
        #expect(!TaskFile.isTask(text))
    }
}
