import DeskwrightCore
import FlyingFox
import Foundation

/// Answers HTTP requests: the gate before the API, and the API itself.
struct APIService: HTTPHandler {
    let player: any Player
    let book: ChainBook
    /// `nil` lets everybody in.
    let requiredKey: String?
    let requests: RequestFolder?
    /// The largest body that is read, in bytes.
    let bodyLimit: Int
    /// Seconds since 1970.
    let now: @Sendable () -> Int
    let log: @Sendable (String) -> Void

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let id = await book.nextRequestID()
        // First and once, also of refused requests: what is left unread would be taken for the
        // connection's next request, and what is read twice is waited for in vain.
        let body = try await wholeBody(of: request)
        let answer: Answer
        do {
            answer = try await self.answer(to: request, body: body)
        } catch {
            log("\(request.method.rawValue) \(request.path) \(error.status) \(error.message)")
            answer = Answer(error)
        }
        return answer.response(requestID: id)
    }

    private func answer(
        to request: HTTPRequest, body: Data?
    ) async throws(APIRefusal) -> Answer {
        let route = try route(of: request)
        try checkKey(of: request)
        switch route {
        case .models: return Answer(modelList)
        case .model(let name): return try Answer(model(named: name))
        case .decision(let endpoint):
            try checkContentType(of: request)
            guard let body else { throw .bodyTooLarge(limit: bodyLimit) }
            await keep(body)
            return try await respond(to: body, at: endpoint)
        }
    }

    private func respond(
        to data: Data, at endpoint: Endpoint
    ) async throws(APIRefusal) -> Answer {
        let body: JSON
        do {
            body = try JSONReader.read([UInt8](data))
        } catch {
            throw .notJSON
        }
        let checked = try await check(body, at: endpoint)
        guard let fault = await book.takeFault(before: checked, of: player) else {
            return await reply(to: checked, at: endpoint)
        }
        log("POST \(endpoint.rawValue) \(fault.label)")
        return await fault.answer { await reply(to: checked, at: endpoint) }
    }

    private func check(
        _ body: JSON, at endpoint: Endpoint
    ) async throws(APIRefusal) -> CheckedRequest {
        let result =
            switch endpoint {
            case .responses: RequestCheck.read(body, chain: await book.lookup(body))
            case .chat:
                ChatCheck.read(
                    body, point: await book.lookup(messages: body["messages"]?.array ?? []))
            }
        switch result {
        case .success(let request): return request
        case .failure(let rejection): throw rejection.first
        }
    }

    private func reply(to request: CheckedRequest, at endpoint: Endpoint) async -> Answer {
        switch await player.utterance(for: request) {
        case .success((let utterance, let next)):
            log("POST \(endpoint.rawValue) 200 \(utterance.label)")
            let isStreamed = request.body["stream"] == true
            switch endpoint {
            case .responses:
                let body = await book.reply(utterance, to: request, next: next, now: now())
                return isStreamed ? Answer(events: ResponsesStreamWriter.write(body)) : Answer(body)
            case .chat:
                let body = await book.chatReply(utterance, to: request, next: next, now: now())
                let options = request.body["stream_options"]
                return isStreamed
                    ? Answer(events: ChatStreamWriter.write(body, options: options))
                    : Answer(body)
            }
        case .failure(let refusal):
            log("POST \(endpoint.rawValue) \(refusal.status) \(refusal.message)")
            return Answer(refusal)
        }
    }

    private func keep(_ data: Data) async {
        guard let requests else { return }
        do {
            try await requests.keep(data)
        } catch {
            log(error.description)
        }
    }
}

/// The gate before the API.
extension APIService {
    /// Where decisions are asked for; the raw value is the path.
    private enum Endpoint: String {
        case responses = "/v1/responses"
        case chat = "/v1/chat/completions"
    }

    private enum Route {
        case decision(Endpoint)
        case models
        case model(String)
    }

    private func route(of request: HTTPRequest) throws(APIRefusal) -> Route {
        let path = request.path
        let route: Route
        let models = "/v1/models"
        if let endpoint = Endpoint(rawValue: path) {
            route = .decision(endpoint)
        } else if path == models {
            route = .models
        } else if path.hasPrefix(models + "/") {
            route = .model(String(path.dropFirst(models.count + 1)))
        } else {
            throw .noSuchURL(method: request.method.rawValue, path: path)
        }
        let method: HTTPMethod =
            switch route {
            case .decision: .POST
            case .models, .model: .GET
            }
        guard request.method == method else {
            throw .wrongMethod(request.method.rawValue, path: path)
        }
        return route
    }

    private func checkKey(of request: HTTPRequest) throws(APIRefusal) {
        guard let requiredKey else { return }
        guard let header = request.headers[.authorization], header.hasPrefix("Bearer ") else {
            throw .missingKey
        }
        guard header.dropFirst("Bearer ".count) == requiredKey else { throw .wrongKey }
    }

    private func checkContentType(of request: HTTPRequest) throws(APIRefusal) {
        let header = request.headers[.contentType] ?? ""
        let type = header.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        guard type.lowercased() == "application/json" else {
            throw .unsupportedContentType(header)
        }
    }

    /// Reads a body to its end; `nil` when it is over the limit.
    private func wholeBody(of request: HTTPRequest) async throws -> Data? {
        var data = Data()
        var count = 0
        for try await chunk in request.bodySequence {
            count += chunk.count
            if count <= bodyLimit { data.append(chunk) }
        }
        return count <= bodyLimit ? data : nil
    }

    private var modelList: JSON {
        ["object": "list", "data": .array(ModelFamily.listed.map(entry))]
    }

    private func model(named name: String) throws(APIRefusal) -> JSON {
        guard ModelFamily.listed.contains(name) else { throw .noSuchModel(name) }
        return entry(of: name)
    }

    private func entry(of name: String) -> JSON {
        ["id": .string(name), "object": "model", "created": 1_741_046_400, "owned_by": "stand-in"]
    }
}
