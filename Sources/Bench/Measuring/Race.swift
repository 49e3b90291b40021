import DeskwrightCore
import Glibc

/// What one turn of a contestant gave.
struct Reading {
    var values: [Quantity: Double]
    /// What was wrong with it, in a few words.
    var fault: String?

    init(_ values: [Quantity: Double], fault: String? = nil) {
        self.values = values
        self.fault = fault
    }
}

/// Somebody who can do the discipline.
struct Contestant {
    var name: String
    /// Turns in a row, for what is quicker than the machine's noise.
    var turns = 1
    var take: () async throws -> Reading
}

/// What a race gave: the measurements, and what was wrong, once for each fault.
struct RaceResult {
    var series: [Series] = []
    var remarks: [Remark] = []
}

/// A fault or a gap that a reader of the figures has to know.
struct Remark: Codable, Hashable {
    var contestant: String
    var subject: String
    var text: String
}

/// Lets all contestants take turns, A B A B, so that a noisy moment of the machine meets all of them.
///
/// The first round warms up and is not counted. Whoever is not
/// installed is not asked again.
func race(_ contestants: [Contestant], on subject: String, rounds: Int) async -> RaceResult {
    var samples: [String: [Quantity: [Double]]] = [:]
    var faults: [String: [String: Int]] = [:]
    var missing: Set<String> = []
    for round in 0...rounds {
        for contestant in contestants where !missing.contains(contestant.name) {
            for _ in 0..<contestant.turns {
                do {
                    let reading = try await contestant.take()
                    if let fault = reading.fault {
                        faults[contestant.name, default: [:]][fault, default: 0] += 1
                    }
                    guard round > 0 else { continue }
                    for (quantity, value) in reading.values {
                        samples[contestant.name, default: [:]][quantity, default: []].append(value)
                    }
                } catch {
                    let message = (error as? any Failure)?.message ?? "\(error)"
                    faults[contestant.name, default: [:]][message, default: 0] += 1
                    if case .notInstalled = error as? BenchError {
                        missing.insert(contestant.name)
                    }
                    break
                }
            }
        }
    }
    return result(of: contestants, samples, faults, subject)
}

private func result(
    of contestants: [Contestant], _ samples: [String: [Quantity: [Double]]],
    _ faults: [String: [String: Int]], _ subject: String
) -> RaceResult {
    var result = RaceResult()
    for name in contestants.map(\.name) {
        for quantity in Quantity.allCases {
            guard let values = samples[name]?[quantity] else { continue }
            result.series.append(
                Series(
                    contestant: name, subject: subject, quantity: quantity,
                    // To the microsecond: more is noise, and makes the file long.
                    samples: values.map { ($0 * 1000).rounded() / 1000 }))
        }
        for (fault, count) in (faults[name] ?? [:]).sorted(by: { $0.key < $1.key }) {
            result.remarks.append(
                Remark(
                    contestant: name, subject: subject,
                    text: count == 1 ? fault : "\(fault) (\(count) times)"))
        }
    }
    return result
}

/// Times some work of this process, its threads' processor time with it.
func timed(_ work: () async throws -> Void) async rethrows -> [Quantity: Double] {
    let cpuBefore = ownCPUMilliseconds()
    let watch = Stopwatch(ContinuousClock())
    try await work()
    let wall = watch.elapsed.inSeconds * 1000
    return [.wall: wall, .cpu: ownCPUMilliseconds() - cpuBefore]
}

private func ownCPUMilliseconds() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return cpuMilliseconds(usage)
}

/// User and system time together.
func cpuMilliseconds(_ usage: rusage) -> Double {
    let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
    let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
    return Double(seconds) * 1000 + Double(microseconds) / 1000
}
