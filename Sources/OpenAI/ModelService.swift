import DeskwrightCore
import DeskwrightHTTP

/// Sends a body to the service until it is answered or nothing more can be hoped for.
struct ModelService: Sendable {
    var settings: OpenAISettings
    var http: any HTTPSending
    var waiting: Waiting
    var tell: @Sendable (PlannerNews) async -> Void

    enum Answer: Sendable {
        case reply(Reply)
        /// The service says no, and will go on saying it to this body.
        case refusal(Refusal)
    }

    struct Exchange: Sendable {
        var answer: Answer
        var requestID: String?
        var redacted: @Sendable (String) -> String
    }

    /// Tries as often as the policy has it, until `usage` has `requestsMax` requests.
    ///
    /// Each try is added to `usage`, also where no answer comes of it.
    func ask(
        _ body: HTTPBody, in dialect: any Dialect, spending usage: inout Usage, requestsMax: Int?
    ) async throws(PlannerError) -> Exchange {
        let request = try request(body, to: dialect.path)
        var attempts = 0
        while true {
            let trial = await attempt(request, in: dialect)
            attempts += 1
            usage = usage + trial.usage(price: settings.facts.price)
            let delay = trial.retryCause.flatMap {
                settings.retryPolicy.delay(
                    after: $0, retryCount: attempts - 1, now: waiting.now(),
                    random: waiting.random())
            }
            guard let delay else {
                return try trial.exchange(attempts: attempts, url: request.address.description)
            }
            guard usage.requests < requestsMax ?? .max else {
                throw PlannerError(.outOfRequests(reason: trial.label))
            }
            await tell(.note("trying again in \(delay.inWords): \(trial.label)"))
            do { try await waiting.clock.sleep(for: delay) } catch {
                throw PlannerError(.cancelled)
            }
        }
    }

    private func request(
        _ body: HTTPBody, to path: String
    ) throws(PlannerError) -> HTTPRequest {
        var headers: HTTPHeaders = [
            "Content-Type": "application/json", "Accept": "application/json",
        ]
        if let organization = settings.organization {
            headers.add("OpenAI-Organization", organization)
        }
        if let project = settings.project { headers.add("OpenAI-Project", project) }
        do throws(HTTPError) {
            return HTTPRequest(
                .post, try settings.baseAddress.appending(path), headers: headers,
                bearer: settings.key, content: body)
        } catch {
            throw PlannerError(
                .unreachable(
                    url: settings.baseAddress.description, reason: error.reason, attempts: 0))
        }
    }

    private func attempt(_ request: HTTPRequest, in dialect: any Dialect) async -> Trial {
        let response: HTTPResponse
        do throws(HTTPError) {
            response =
                try await dialect.streams
                ? listen(to: request, in: dialect) : http.send(request)
        } catch {
            return .unanswered(error)
        }
        guard (200..<300).contains(response.status) else {
            return .refused(response, Refusal(response))
        }
        do throws(ReplyFault) {
            let type = response.headers["content-type"]
            return .answered(response, try dialect.read(response.body, contentType: type))
        } catch {
            return .unreadable(response, error)
        }
    }
}

extension ModelService {
    /// Sends a request, and tells what the model thinks while the reply is written.
    private func listen(
        to request: HTTPRequest, in dialect: any Dialect
    ) async throws(HTTPError) -> HTTPResponse {
        let (news, feed) = AsyncStream<PlannerNews>.makeStream(
            bufferingPolicy: .bufferingNewest(1000))
        let listener = StreamListener(dialect.assembly.init()) { feed.yield($0) }
        var request = request
        let redaction = request.redaction
        request.stream = StreamReading(take: listener.take)
        let telling = Task {
            for await item in news { await tell(item.mapText(redaction.callAsFunction)) }
        }
        let result: Result<HTTPResponse, HTTPError>
        do throws(HTTPError) {
            result = .success(try await http.send(request))
        } catch {
            result = .failure(error)
        }
        feed.finish()
        // All is told before the decision that it led to.
        await telling.value
        return try result.get()
    }
}

extension PlannerNews {
    fileprivate func mapText(_ change: (String) -> String) -> PlannerNews {
        switch self {
        case .note(let text): .note(change(text))
        case .thinking(let text): .thinking(change(text))
        case .thought(let text): .thought(change(text))
        }
    }
}

/// What came of sending a body once.
private enum Trial: Sendable {
    case answered(HTTPResponse, Reply)
    case refused(HTTPResponse, Refusal)
    case unreadable(HTTPResponse, ReplyFault)
    case unanswered(HTTPError)

    /// Why it may be worth another try; `nil` when it is not.
    var retryCause: RetryPolicy.Cause? {
        switch self {
        case .answered(let response, let reply):
            reply.mayPass ? .unusable(headers: response.headers) : nil
        case .refused(let response, let refusal):
            refusal.isBilling
                ? nil : .response(status: response.status, headers: response.headers)
        case .unreadable(let response, _): .unusable(headers: response.headers)
        case .unanswered(let error): .transport(error)
        }
    }

    /// What happened, as a sentence for a note.
    var label: String {
        switch self {
        case .answered(let response, let reply):
            "the service reported a failure"
                + (reply.failure.map { ": " + response.redacted($0.message) } ?? "")
        case .refused(_, let refusal): refusal.label
        case .unreadable(let response, let fault):
            "the reply makes no sense: \(response.redacted(fault.reason))"
        case .unanswered(let error): error.reason
        }
    }

    /// What the service says that it took; a try that brought nothing is taken to be free.
    func usage(price: Price?) -> Usage {
        switch self {
        case .answered(_, let reply) where reply.tokens != nil || reply.failure == nil:
            return Usage(reply.tokens, price: price)
        case .unreadable(_, let fault) where fault.tokens != nil:
            return Usage(fault.tokens, price: price)
        case .answered, .refused, .unreadable, .unanswered: break
        }
        var usage = Usage()
        usage.requests = 1
        return usage
    }

    func exchange(
        attempts: Int, url: String
    ) throws(PlannerError) -> ModelService.Exchange {
        switch self {
        case .answered(let response, let reply):
            let id = response.headers["x-request-id"]
            if let failure = reply.failure {
                throw PlannerError(
                    .refused(
                        status: response.status, code: failure.code,
                        message: response.redacted(failure.message), requestID: id))
            }
            return .init(
                answer: .reply(reply), requestID: id, redacted: response.redacted)
        case .refused(let response, let refusal):
            return .init(
                answer: .refusal(refusal), requestID: refusal.requestID,
                redacted: response.redacted)
        case .unreadable(let response, let fault):
            throw PlannerError(
                .unreadable(
                    reason: response.redacted(fault.reason),
                    requestID: response.headers["x-request-id"],
                    attempts: attempts))
        case .unanswered(.cancelled): throw PlannerError(.cancelled)
        case .unanswered(.notRecorded(let reason)):
            throw PlannerError(.notRecorded(reason: reason))
        case .unanswered(.notKept(let reason, let hint)):
            throw PlannerError(.notKept(reason: reason, hint: hint))
        case .unanswered(let error):
            throw PlannerError(.unreachable(url: url, reason: error.reason, attempts: attempts))
        }
    }
}

extension Reply {
    /// Whether the service failed inside, in a way that may pass.
    fileprivate var mayPass: Bool {
        guard case .failed(let code, _) = state else { return false }
        // Gateways put the status of the server behind them here.
        if let status = code.flatMap({ Int($0) }) { return status == 429 || status >= 500 }
        return ["server_error", "rate_limit_exceeded", "vector_store_timeout"].contains(code)
    }

    /// The code and message of a reply that will not come.
    fileprivate var failure: (code: String?, message: String)? {
        switch state {
        case .completed, .incomplete: nil
        case .failed(let code, let message): (code, message)
        case .cancelled: ("cancelled", "the service cancelled the response")
        }
    }
}
