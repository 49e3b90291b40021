import DeskwrightCCurl

/// Whether and when a failed exchange is tried again: the rule of OpenAI's own SDK.
///
/// Does no waiting and reads no clock: the caller gives both.
///
/// - SeeAlso: openai-python 3.54.0, `_base_client.py`: `_should_retry`, `_calculate_retry_timeout`,
///   `_parse_retry_after_header`.
public struct RetryPolicy: Sendable, Hashable {
    /// Tries after the first.
    public var retryCountMax: Int
    /// A server that asks for a longer wait is not asked again.
    package static let serverDelayMax = 120.0

    /// Two tries after the first, unless said.
    public init(retryCountMax: Int = 2) {
        self.retryCountMax = retryCountMax
    }

    /// What went wrong with one try.
    package enum Cause: Sendable {
        /// No response came.
        case transport(HTTPError)
        /// The response is no success.
        case response(status: Int, headers: HTTPHeaders)
        /// A success that makes no sense, or that says that the server failed inside.
        case unusable(headers: HTTPHeaders)
    }

    /// Says how long to wait before the next try.
    ///
    /// - Parameters:
    ///   - cause: What went wrong with the last try.
    ///   - retryCount: The retries that were made already.
    ///   - now: Seconds since 1970, for a `Retry-After` that names a date.
    ///   - random: From 0 up to 1; shortens the delay by as much as a quarter.
    /// - Returns: `nil` to give up.
    package func delay(
        after cause: Cause, retryCount: Int, now: Double, random: Double
    ) -> Duration? {
        guard retryCount < retryCountMax else { return nil }
        var wanted: Double?
        switch cause {
        case .transport(let error):
            guard error.mayPass else { return nil }
        case .response(let status, let headers):
            wanted = RetryPolicy.serverDelay(headers, now: now)
            if let wanted, wanted > RetryPolicy.serverDelayMax { return nil }
            guard RetryPolicy.mayPass(status: status, headers: headers) else { return nil }
        case .unusable(let headers):
            wanted = RetryPolicy.serverDelay(headers, now: now)
            if let wanted, wanted > RetryPolicy.serverDelayMax { return nil }
        }
        if let wanted, wanted > 0 { return .seconds(wanted) }
        var backoff = 0.5
        for _ in 0..<min(retryCount, 4) { backoff *= 2 }
        return .seconds(min(backoff, 8) * (1 - 0.25 * random))
    }

    /// What the server says of itself comes before what its status means.
    private static func mayPass(status: Int, headers: HTTPHeaders) -> Bool {
        switch headers["x-should-retry"] {
        case "true": true
        case "false": false
        default: [408, 409, 429].contains(status) || status >= 500
        }
    }

    /// The wait that the server asks for in seconds, not positive when it is over; `nil` for none.
    static func serverDelay(_ headers: HTTPHeaders, now: Double) -> Double? {
        for (name, divisor) in [("retry-after-ms", 1000.0), ("retry-after", 1.0)] {
            guard let number = headers[name].flatMap(Double.init), !number.isNaN else { continue }
            return number / divisor
        }
        guard let text = headers["retry-after"] else { return nil }
        let date = curl_getdate(text, nil)
        return date == -1 ? nil : Double(date) - now
    }
}

extension HTTPError {
    /// Whether the same request may do better a moment later.
    package var mayPass: Bool {
        switch self {
        case .recorded(_, _, let mayPass): mayPass
        case .cannotConnect, .timedOut, .stalled, .connectionLost: true
        case .invalidAddress, .invalidRequest, .untrusted, .tooLarge, .cancelled, .notRecorded,
            .notKept, .failed:
            false
        }
    }
}
