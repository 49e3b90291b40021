import DeskwrightCCurl

/// One exchange on one pair of handles, from the options to the response.
struct Transfer: ~Copyable {
    private let order: TransferOrder
    private let handles: CurlHandles
    private let reply: ReplyBuffer
    private let reader: BodyReader
    private let errorText = CurlErrorText()
    private var lines = CurlLines()
    /// How many bytes of the body a stream's reader has had.
    private var takenCount = 0
    /// When the stream's reader had all.
    private var wholeSince: ContinuousClock.Instant?

    private var easy: OpaquePointer { handles.easy }
    private var url: String { order.request.address.description }

    init(_ order: TransferOrder, on handles: CurlHandles) {
        self.order = order
        self.handles = handles
        reader = BodyReader(order.request.content)
        reply = ReplyBuffer(byteCountMax: order.limits.replyByteCountMax)
    }

    /// Blocks until the response is there; looks at the flag at least every 50 ms.
    consuming func run(unless flag: CancellationFlag) throws(HTTPError) -> HTTPResponse {
        // Connections stay open; the body and every pointer of this transfer are forgotten.
        defer { curl_easy_reset(handles.easy) }
        try setHeaders()
        try setLimits()
        try setBody()
        try setOutputs()
        try carryOut(unless: flag)
        return HTTPResponse(
            status: statusCode, headers: responseHeaders(), body: reply.bytes,
            redaction: order.request.redaction)
    }
}

// MARK: - Options

extension Transfer {
    private mutating func setHeaders() throws(HTTPError) {
        let request = order.request
        var headers = request.headers
        if let bearer = request.bearer { headers.add("Authorization", "Bearer \(bearer.reveal())") }
        // No wait for "100 Continue" before a large body.
        lines.append("Expect:")
        for field in headers.fields {
            if let fault = HTTPRequest.fault(in: field) { throw .invalidRequest(reason: fault) }
            lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        try check(ccurl_set_list(easy, CURLOPT_HTTPHEADER, lines.head))
        try set(CURLOPT_USERAGENT, order.userAgent)
        try set(CURLOPT_URL, request.address.text)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_FOLLOWLOCATION, 0)
        if request.address.isLoopback { try set(CURLOPT_PROXY, "") }
    }

    private func setLimits() throws(HTTPError) {
        try set(CURLOPT_CONNECTTIMEOUT_MS, order.limits.connect.wholeMilliseconds)
        try set(CURLOPT_TIMEOUT_MS, order.limits.total.wholeMilliseconds)
        // Signals are the program's own; a thread's name look-ups need none.
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
    }

    private func setBody() throws(HTTPError) {
        guard order.request.method == .post else { return }
        try set(CURLOPT_POST, 1)
        try check(ccurl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, reader.body.byteCount))
        // libcurl asks for it piece by piece, so that it is nowhere as a whole.
        let context = Unmanaged.passUnretained(reader).toOpaque()
        try check(ccurl_set_write(easy, CURLOPT_READFUNCTION, readFromBody))
        try check(ccurl_set_pointer(easy, CURLOPT_READDATA, context))
        try check(ccurl_set_seek(easy, CURLOPT_SEEKFUNCTION, seekInBody))
        try check(ccurl_set_pointer(easy, CURLOPT_SEEKDATA, context))
    }

    private func setOutputs() throws(HTTPError) {
        try check(ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText.buffer))
        try check(ccurl_set_write(easy, CURLOPT_WRITEFUNCTION, appendToReply))
        let context = Unmanaged.passUnretained(reply).toOpaque()
        try check(ccurl_set_pointer(easy, CURLOPT_WRITEDATA, context))
    }

    private func set(_ option: CURLoption, _ text: String) throws(HTTPError) {
        try check(ccurl_set_text(easy, option, text))
    }

    private func set(_ option: CURLoption, _ number: Int) throws(HTTPError) {
        try check(ccurl_set_long(easy, option, number))
    }

    private func check(_ code: CURLcode) throws(HTTPError) {
        guard code == CURLE_OK else { throw failure(code) }
    }
}

// MARK: - The exchange

extension Transfer {
    private mutating func carryOut(unless flag: CancellationFlag) throws(HTTPError) {
        let multi = handles.multi
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else {
            throw .invalidRequest(reason: "libcurl takes no further request")
        }
        // Taking out an unfinished transfer closes its connection.
        defer { curl_multi_remove_handle(multi, easy) }
        let isStream = order.request.stream != nil
        let pauseMax = isStream ? order.limits.streamPause : order.limits.stall
        var watch = StallWatch(limit: pauseMax, at: .now)
        while true {
            var running: Int32 = 0
            let code = curl_multi_perform(multi, &running)
            guard code == CURLM_OK else {
                throw .failed(
                    url: url, code: Int(code.rawValue),
                    reason: String(cString: curl_multi_strerror(code)))
            }
            passOn()
            if let result = finishedResult() {
                if wholeSince == nil { try check(result) }
                return
            }
            if flag.isRaised { throw .cancelled }
            if let wholeSince, wholeSince.duration(to: .now) > .milliseconds(250) { return }
            if isStalled(&watch) { throw .stalled(url: url, after: pauseMax) }
            curl_multi_poll(multi, nil, 0, 50, nil)
        }
    }

    /// Gives a stream's reader what has come since the last time.
    private mutating func passOn() {
        guard let stream = order.request.stream, wholeSince == nil,
            reply.bytes.count > takenCount, (200..<300).contains(statusCode)
        else { return }
        if stream.take(reply.bytes[takenCount...]) { wholeSince = .now }
        takenCount = reply.bytes.count
    }

    private func finishedResult() -> CURLcode? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(handles.multi, &left) {
            if message.pointee.msg == CURLMSG_DONE { return ccurl_result(message) }
        }
        return nil
    }

    private func isStalled(_ watch: inout StallWatch) -> Bool {
        var uploaded = 0
        ccurl_get_offset(easy, CURLINFO_SIZE_UPLOAD_T, &uploaded)
        let received = headerByteCount + reply.bytes.count
        return watch.isStalled(
            sent: uploaded, received: received,
            isWaiting: uploaded >= reader.body.byteCount && received == 0, at: .now)
    }

    /// libcurl itself ends a transfer with more than 300 KiB of header fields.
    private var headerByteCount: Int {
        var count = 0
        ccurl_get_long(easy, CURLINFO_HEADER_SIZE, &count)
        return count
    }
}

// MARK: - The response

extension Transfer {
    private var statusCode: Int {
        var status = 0
        ccurl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    private func responseHeaders() -> HTTPHeaders {
        var headers = HTTPHeaders()
        var header: UnsafeMutablePointer<curl_header>?
        while let next = curl_easy_nextheader(easy, UInt32(CURLH_HEADER), -1, header) {
            headers.add(String(cString: next.pointee.name), String(cString: next.pointee.value))
            header = next
        }
        return headers
    }

    /// libcurl's code in our words, with its own text for the details.
    private func failure(_ code: CURLcode) -> HTTPError {
        let reason = order.request.redaction(errorText.text(for: code))
        switch code {
        case CURLE_WRITE_ERROR where reply.isFull:
            return .tooLarge(url: url, byteCountMax: order.limits.replyByteCountMax)
        case CURLE_OPERATION_TIMEDOUT:
            return isConnected
                ? .timedOut(url: url, after: order.limits.total)
                : .cannotConnect(url: url, reason: reason)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT,
            CURLE_SSL_CONNECT_ERROR, CURLE_PROXY:
            return .cannotConnect(url: url, reason: reason)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
            return .untrusted(url: url, reason: reason)
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_SEND_ERROR, CURLE_RECV_ERROR,
            CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND:
            return .connectionLost(url: url, reason: reason)
        default:
            return .failed(url: url, code: Int(code.rawValue), reason: reason)
        }
    }

    private var isConnected: Bool {
        var microseconds = 0
        ccurl_get_offset(easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds)
        return microseconds > 0
    }
}

extension Duration {
    /// At least 1: libcurl takes 0 for no limit.
    fileprivate var wholeMilliseconds: Int {
        max(1, Int((self / .milliseconds(1)).rounded(.up)))
    }
}
