import Glibc

/// A Python process that stays, so that a library is timed without the start of Python.
///
/// It takes one line for each call, and answers with one: seconds, or `error` and why.
final class ResidentPython {
    private let processID: pid_t
    private let input: UnsafeMutablePointer<FILE>
    private let output: UnsafeMutablePointer<FILE>

    /// - Throws: ``BenchError/notInstalled(program:)`` when Python or its library is missing.
    init(_ tools: PythonTools, library: String, environment: [String: String]) throws(BenchError) {
        let toChild = try pipeEnds()
        let fromChild = try pipeEnds()
        guard let input = fdopen(toChild.write, "w"), let output = fdopen(fromChild.read, "r")
        else {
            throw .noResult(of: library)
        }
        self.input = input
        self.output = output
        processID = try spawn(
            tools.arguments([library, "serve"]), environment: environment, input: toChild.read,
            output: fromChild.write)
        // Or its end would never be seen.
        close(toChild.read)
        close(fromChild.write)
        guard readLine() == "ready" else { throw .notInstalled(program: "Python \(library)") }
    }

    deinit {
        // Its input ends, and so does it.
        fclose(input)
        fclose(output)
        var status: Int32 = 0
        waitpid(processID, &status, 0)
    }

    /// - Returns: What it answers: milliseconds.
    func call(_ line: String) throws(BenchError) -> Double {
        fputs(line + "\n", input)
        fflush(input)
        guard let answer = readLine(), let seconds = Double(answer) else {
            throw .noResult(of: "Python, \(line.prefix(20))")
        }
        return seconds * 1000
    }

    private func readLine() -> String? {
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        guard getline(&line, &capacity, output) > 0, let line else { return nil }
        return String(cString: line).split(separator: "\n").first.map(String.init)
    }
}

/// Where the bench's own Python and its script are.
struct PythonTools {
    var interpreter = ".build/bench/python/bin/python"
    var script = "scripts/bench-peers.py"

    func arguments(_ rest: [String]) -> [String] { [interpreter, script] + rest }
}
