import DeskwrightCore
import Dispatch
import Foundation
import Synchronization

/// Turns SIGINT, SIGTERM and SIGHUP into the cancellation of what runs, so that it can clean up.
final class SignalWatch: Sendable {
    private let received = Mutex<Int32?>(nil)

    /// What the first signal means, if there was one.
    var failure: FailureKind? {
        received.withLock { $0 }.map { $0 == SIGINT ? .interrupted : .terminated }
    }

    /// Does the work; a signal cancels it and is then seen in ``failure``.
    func run<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
        // A reader that closes the pipe must not end the process before it has cleaned up.
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return await work() }
        let (readEnd, writeEnd) = (ends[0], ends[1])
        signalPipe.store(writeEnd, ordering: .sequentiallyConsistent)

        let task = Task { await work() }
        let source = DispatchSource.makeReadSource(fileDescriptor: readEnd, queue: .global())
        source.setEventHandler { [self] in
            var number: UInt8 = 0
            guard read(readEnd, &number, 1) == 1 else { return }
            received.withLock { $0 = $0 ?? Int32(number) }
            task.cancel()
        }
        source.resume()
        // Handlers, not SIG_IGN: a program that is started would inherit the ignoring.
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, noteSignal) }
        let value = await task.value
        for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, SIG_DFL) }
        source.cancel()
        return value
    }
}

/// Where the handler writes; a signal handler may touch nothing that takes a lock.
private let signalPipe = Atomic<Int32>(-1)

private func noteSignal(_ number: Int32) {
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(signalPipe.load(ordering: .sequentiallyConsistent), &byte, 1)
}
