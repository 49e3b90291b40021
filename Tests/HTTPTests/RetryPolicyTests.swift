import Testing

@testable import DeskwrightHTTP

struct RetryPolicyTests {
    /// Sun, 06 Nov 1994 08:49:37 GMT, in seconds since 1970.
    private static let someDay = 784_111_777.0

    private func delay(
        _ cause: RetryPolicy.Cause, retryCount: Int = 0, retryCountMax: Int = 2,
        random: Double = 0
    ) -> Duration? {
        RetryPolicy(retryCountMax: retryCountMax).delay(
            after: cause, retryCount: retryCount, now: Self.someDay, random: random)
    }

    @Test(arguments: [
        (400, false), (401, false), (403, false), (404, false), (408, true), (409, true),
        (422, false), (429, true), (499, false), (500, true), (502, true), (503, true),
        (529, true), (307, false),
    ])
    func onlyWhatMayPassIsRetried(status: Int, isRetried: Bool) {
        #expect((delay(.response(status: status, headers: [:])) != nil) == isRetried)
    }

    @Test(arguments: [
        (HTTPError.cannotConnect(url: "u", reason: "r"), true),
        (.timedOut(url: "u", after: .seconds(1)), true),
        (.stalled(url: "u", after: .seconds(1)), true),
        (.connectionLost(url: "u", reason: "r"), true),
        (.untrusted(url: "u", reason: "r"), false),
        (.tooLarge(url: "u", byteCountMax: 1), false),
        (.cancelled, false),
        (.invalidRequest(reason: "r"), false),
        (.failed(url: "u", code: 1, reason: "r"), false),
    ])
    func onlyTransportFaultsThatMayPassAreRetried(error: HTTPError, isRetried: Bool) {
        #expect((delay(.transport(error)) != nil) == isRetried)
    }

    @Test(arguments: [
        (0, 0.0, 0.5), (1, 0, 1), (2, 0, 2), (3, 0, 4), (4, 0, 8), (5, 0, 8), (900, 0, 8),
        (0, 1, 0.375), (4, 1, 6), (1, 0.5, 0.875),
    ])
    func theWaitDoublesUpToEightSecondsLessAQuarter(count: Int, random: Double, seconds: Double) {
        let found = delay(
            .response(status: 500, headers: [:]), retryCount: count, retryCountMax: 1000,
            random: random)
        #expect(found == .seconds(seconds))
    }

    @Test func theThirdTryIsTheLast() {
        #expect(delay(.unusable(headers: [:]), retryCount: 1) != nil)
        #expect(delay(.unusable(headers: [:]), retryCount: 2) == nil)
        #expect(delay(.unusable(headers: [:]), retryCountMax: 0) == nil)
    }

    /// The delay in seconds that headers ask for; -1 is no retry, 0.5 the policy's own.
    @Test(
        arguments: [
            (["retry-after": "3"], 3.0),
            (["Retry-After": "0.25"], 0.25),
            (["retry-after-ms": "40", "retry-after": "3"], 0.04),
            (["retry-after-ms": "soon", "retry-after": "3"], 3),
            (["retry-after": "Sun, 06 Nov 1994 08:49:47 GMT"], 10),
            (["retry-after": "Sunday, 06-Nov-94 08:49:47 GMT"], 10),
            (["retry-after": "Sun, 06 Nov 1994 08:49:00 GMT"], 0.5),
            (["retry-after": "Sun, 06 Nov 1994 09:49:47 GMT"], -1),
            (["retry-after": "120"], 120),
            (["retry-after": "121"], -1),
            (["retry-after": "1e999"], -1),
            (["retry-after": "121", "x-should-retry": "true"], -1),
            (["retry-after": "0"], 0.5),
            (["retry-after": "-5"], 0.5),
            (["retry-after": "nan"], 0.5),
            (["retry-after": "after lunch"], 0.5),
            (["retry-after": "3", "x-should-retry": "false"], -1),
        ] as [([String: String], Double)])
    func theServersWordIsObeyed(headers: [String: String], seconds: Double) {
        let fields = HTTPHeaders(headers.map { .init($0.key, $0.value) })
        let found = delay(.response(status: 429, headers: fields))
        #expect(found == (seconds < 0 ? nil : .seconds(seconds)))
    }

    @Test func theServerMayAskForARetryOfAnything() {
        #expect(delay(.response(status: 400, headers: ["x-should-retry": "true"])) != nil)
        #expect(delay(.response(status: 400, headers: ["x-should-retry": "maybe"])) == nil)
    }
}

struct StallWatchTests {
    private let start = ContinuousClock.now

    @Test func aPauseLongerThanTheLimitIsAStall() {
        var watch = StallWatch(limit: .seconds(1), at: start)
        func isStalled(_ seconds: Double, sent: Int, received: Int, waiting: Bool = false) -> Bool {
            watch.isStalled(
                sent: sent, received: received, isWaiting: waiting, at: start + .seconds(seconds))
        }
        #expect(!isStalled(0.9, sent: 0, received: 0))
        #expect(!isStalled(1.8, sent: 10, received: 0))
        #expect(!isStalled(2.7, sent: 20, received: 0))
        #expect(!isStalled(60, sent: 20, received: 0, waiting: true))
        #expect(!isStalled(60.9, sent: 20, received: 1))
        #expect(!isStalled(61.8, sent: 20, received: 1))
        #expect(isStalled(62, sent: 20, received: 1))
    }
}
