import DeskwrightCore
import Glibc
import Testing

@Suite struct ThreadExecutorTests {
    @Test func allCallsOfAnActorRunOnOneThread() async {
        let worker = Worker()
        let threads = await withTaskGroup(of: UInt.self) { group in
            for _ in 0..<200 { group.addTask { await worker.thread() } }
            return await group.reduce(into: Set<UInt>()) { $0.insert($1) }
        }
        #expect(threads.count == 1)
        #expect(threads != [UInt(pthread_self())])
    }

    @Test func theThreadHasItsName() async {
        #expect(await Worker().threadName() == "worker")
    }

    @Test func callsRunOneAfterTheOther() async {
        let worker = Worker()
        await withTaskGroup { group in
            for _ in 0..<200 { group.addTask { await worker.count() } }
        }
        #expect(await worker.counted == 200)
        #expect(!(await worker.overlapped))
    }

    @Test func aClosedPipeIsAnErrorAndNotTheEnd() async {
        #expect(await Worker().writeToAClosedPipe() == EPIPE)
    }

    @Test func anActorMayGoAwayInItsOwnJob() async {
        for _ in 0..<100 {
            let result = await Task { await Worker().thread() }.value
            #expect(result != 0)
        }
    }
}

private actor Worker {
    private let executor = ThreadExecutor(name: "worker")
    private var isBusy = false
    private(set) var counted = 0
    private(set) var overlapped = false

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    func thread() -> UInt { UInt(pthread_self()) }

    func threadName() -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        guard let file = fopen("/proc/thread-self/comm", "r") else { return "" }
        defer { fclose(file) }
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count).prefix { $0 != 10 }, as: UTF8.self)
    }

    func count() {
        if isBusy { overlapped = true }
        isBusy = true
        sched_yield()
        counted += 1
        isBusy = false
    }

    func writeToAClosedPipe() -> Int32 {
        var ends: [Int32] = [0, 0]
        pipe(&ends)
        close(ends[0])
        let written = write(ends[1], "x", 1)
        let failure = errno
        close(ends[1])
        return written < 0 ? failure : 0
    }
}
