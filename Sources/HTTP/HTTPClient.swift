import DeskwrightCore
import Synchronization

/// One request in, one response out.
package protocol HTTPSending: Sendable {
    /// Sends one request and reads the whole response; statuses are not judged.
    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse
}

/// libcurl, away from Swift's own threads.
///
/// Each request under way has a thread of its own; threads and their connections are kept for the
/// next request. Follows no redirect: a request with a key goes where it was sent, or nowhere. Uses
/// libcurl's proxy variables (`HTTPS_PROXY`, `NO_PROXY`), but never for a loopback address.
///
/// - SeeAlso: libcurl-env(3).
package struct HTTPClient: HTTPSending {
    private let workers = WorkerPool()
    private let limits: HTTPLimits
    private let userAgent: String

    package init(limits: HTTPLimits = HTTPLimits(), userAgent: String = "deskwright/1.0") {
        self.limits = limits
        self.userAgent = userAgent
    }

    /// Ends within 100 ms when the task is cancelled, with ``HTTPError/cancelled``.
    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let worker = workers.take()
        defer { workers.giveBack(worker) }
        let flag = CancellationFlag()
        let order = TransferOrder(request: request, limits: limits, userAgent: userAgent)
        let result = await withTaskCancellationHandler {
            await worker.perform(order, unless: flag)
        } onCancel: {
            flag.raise()
        }
        return try result.get()
    }
}

/// Says from any thread that a transfer is not wanted any more.
final class CancellationFlag: Sendable {
    private let value = Atomic<Bool>(false)

    var isRaised: Bool { value.load(ordering: .acquiring) }
    func raise() { value.store(true, ordering: .releasing) }
}

/// A request with all that is needed to carry it out.
struct TransferOrder: Sendable {
    var request: HTTPRequest
    var limits: HTTPLimits
    var userAgent: String
}

/// The workers that have nothing to do; a new one is made when there is none.
private final class WorkerPool: Sendable {
    private let idle = Mutex<[TransferWorker]>([])

    func take() -> TransferWorker {
        idle.withLock { $0.popLast() } ?? TransferWorker()
    }

    func giveBack(_ worker: TransferWorker) {
        idle.withLock { $0.append(worker) }
    }
}

/// One thread with one libcurl handle and its open connections.
private actor TransferWorker {
    private let executor = ThreadExecutor(name: "http")
    private var handles: CurlHandles?

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    func perform(
        _ order: TransferOrder, unless flag: CancellationFlag
    ) -> Result<HTTPResponse, HTTPError> {
        guard !flag.isRaised else { return .failure(.cancelled) }
        guard let handles = handles ?? CurlHandles() else {
            return .failure(.invalidRequest(reason: "libcurl does not start: out of memory"))
        }
        self.handles = handles
        do throws(HTTPError) {
            return .success(try Transfer(order, on: handles).run(unless: flag))
        } catch {
            return .failure(error)
        }
    }
}
