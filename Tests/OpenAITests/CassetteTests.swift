import DeskwrightCore
import DeskwrightHTTP
import DeskwrightImages
import DeskwrightTestSupport
import Foundation
import Synchronization
import Testing

@testable import DeskwrightOpenAI

/// Exchanges that are recorded, and played without a service.
struct CassetteTests {
    private static let key = "sk-test-0123456789"
    private static let click =
        #"{"type":"computer_call","call_id":"c1","status":"completed","#
        + #""actions":[{"type":"click","x":3,"y":4,"button":"left"}]}"#
    private static let answers: [ScriptedService.Answer] = [
        .no(500, "down: \(key)"), .reply(id: "resp_1", click),
        .reply(id: "resp_2", #"{"type":"message","content":[{"type":"output_text","text":"ok"}]}"#),
    ]

    @Test(arguments: ModelAPI.allCases)
    func whatWasRecordedIsPlayedWithoutAService(api: ModelAPI) async throws {
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            let recorded = try await choices(
                of: try CassetteRecorder(path: path, http: service(api), redact: { $0 }), api: api)
            let played = try await choices(
                of: try CassettePlayer(path: path, redact: { $0 }), api: api)
            #expect(played == recorded)
            #expect(recorded.count == 2 && recorded[1] == .done(claim: "ok"))
        }
    }

    @Test func aCassetteHoldsNoKeyNoSecretAndNoPicture() async throws {
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            let secrets = Secrets(["PIN": "open sesame"])
            let recorder = try CassetteRecorder(
                path: path, http: service(.responses), redact: { secrets.redact($0) })
            _ = try await choices(of: recorder, notes: ["open sesame"])
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(!text.contains(CassetteTests.key) && !text.contains("open sesame"))
            #expect(text.contains("${{ secrets.PIN }}"))
            #expect(!text.contains("base64"))
            let frame = try PNGDecoder.decode(try PlannerTurn.showing().png)
            let name = ContentAddress.name(ofPixels: frame)
            #expect(text.contains("picture \(name) 64x48"))
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func aRequestThatDiffersFailsAndSaysWhere() async throws {
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            _ = try await choices(
                of: try CassetteRecorder(path: path, http: service(.responses), redact: { $0 }))
            let error = await #expect(throws: PlannerError.self) {
                try await choices(
                    of: try CassettePlayer(path: path, redact: { $0 }), goal: "Open example.com.")
            }
            #expect(error?.kind == .task)
            #expect(
                error?.message == """
                    request 1 is not that of the cassette "\(path)":
                      input[0].content[0].text: "Open example.org." recorded, "Open example.com." sent
                    """)
        }
    }

    @Test(arguments: CassetteScreens.allCases)
    func otherPixelsAreLetPassWhereThatIsWanted(screens: CassetteScreens) async throws {
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            _ = try await choices(
                of: try CassetteRecorder(path: path, http: service(.responses), redact: { $0 }))
            let player = try CassettePlayer(path: path, screens: screens, redact: { $0 })
            let other = Color(red: 1, green: 2, blue: 3)
            switch screens {
            case .any:
                #expect(try await choices(of: player, color: other).count == 2)
            case .same:
                let error = await #expect(throws: PlannerError.self) {
                    try await choices(of: player, color: other)
                }
                #expect(error?.message.contains("input[0].content[1].image_url: ") == true)
            }
        }
    }

    @Test func theSamePixelsInAnotherFileAreTheSameRequest() throws {
        let size = Size(width: 64, height: 48)
        let pictures = [7, 8].map { shade in
            Frame(size: size, bytes: Array(repeating: shade, count: 64 * 48 * 4))
        }
        let files = try pictures.flatMap { frame in
            let png = try PNGEncoder.encode(frame)
            // What comes after the end is no part of the picture.
            return [png, png + [0]]
        }
        let recorded = try files.map { png in
            let text = "data:image/png;base64,\(Data(png).base64EncodedString())"
            return RecordedRequest(
                HTTPRequest(
                    .post, try WebAddress("http://localhost/v1/responses"),
                    body: Array(#"{"image":"\#(text)"}"#.utf8)), redact: { $0 })
        }
        #expect(recorded[0] == recorded[1] && recorded[2] == recorded[3])
        #expect(recorded[0] != recorded[2])
    }

    @Test func aPictureOfAnotherSizeIsAnotherRequest() throws {
        let request = { (text: String) in
            RecordedRequest(path: "/v1/responses", body: ["image": .string(text)])
        }
        let old = request("picture 0123 64x48")
        let other = request("picture 4567 64x48")
        #expect(other.differences(from: old, screens: .any).isEmpty)
        #expect(other.differences(from: old, screens: .same).count == 1)
        #expect(request("picture 4567 64x50").differences(from: old, screens: .any).count == 1)
    }

    @Test func itemsAreCountedInGoodEnglish() {
        let request = { (items: [JSONValue]) in
            RecordedRequest(path: "responses", body: ["input": .array(items)])
        }
        let old = request(["a"])
        #expect(
            request(["a", "b"]).differences(from: old, screens: .same)
                == ["input: 1 item recorded, 2 sent"])
    }

    @Test func aChangedAreaIsPartOfTheScreen() {
        let request = { (text: String) in
            RecordedRequest(path: "/v1/responses", body: ["text": .string(text)])
        }
        let old = request("After `x`: the screen changed within 9x9+1+2; opened \"A\".")
        let other = request(
            "After `x`: the screen changed within 8x9+1+2; opened \"A\"; it is still changing.")
        #expect(other.differences(from: old, screens: .any).isEmpty)
        #expect(other.differences(from: old, screens: .same).count == 1)
        let opened = request("After `x`: the screen changed within 9x9+1+2; opened \"B\".")
        #expect(opened.differences(from: old, screens: .any).count == 1)
    }

    @Test(arguments: [
        (1, "1 request, and this is number 2"), (2, "2 requests, and this is number 3"),
    ])
    func aCassetteThatIsOverSaysSo(count: Int, text: String) async throws {
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            _ = try await choices(
                of: try CassetteRecorder(path: path, http: service(.responses), redact: { $0 }))
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            try lines.prefix(1 + count).joined(separator: "\n").write(
                toFile: path, atomically: true, encoding: .utf8)
            let error = await #expect(throws: PlannerError.self) {
                try await choices(of: try CassettePlayer(path: path, redact: { $0 }))
            }
            #expect(error?.message.contains("is over: it holds \(text)") == true)
        }
    }

    @Test(arguments: [
        ("", "it holds no exchange"), ("{}\n", "line 1 of the cassette"),
        ("{\"deskwright-cassette\":2}\n", "it holds no exchange"),
        ("{\"deskwright-cassette\":2}\n{\"request\":{}}\n", "this is no exchange"),
        ("{\"deskwright-cassette\":2}\n\nnope\n", "line 3 of the cassette"),
    ])
    func aFileThatIsNoneIsNamedWithItsLine(text: String, message: String) async throws {
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            let error = #expect(throws: CassetteError.self) {
                try CassettePlayer(path: path, redact: { $0 })
            }
            #expect(error?.message.contains(message) == true)
        }
    }

    @Test func aFullDiskEndsTheRunAsOneAndLeavesAReadableCassette() async throws {
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            let room = Mutex(1000)
            let recorder = try CassetteRecorder(
                path: path, http: service(.responses), redact: { $0 }
            ) { file, bytes, count in
                let taken = room.withLock { room in
                    let taken = min(room, count)
                    room -= taken
                    return taken
                }
                errno = ENOSPC
                return taken > 0 ? Foundation.write(file, bytes, taken) : -1
            }
            let error = await #expect(throws: PlannerError.self) {
                try await choices(of: recorder)
            }
            #expect(error?.kind == .environment)
            #expect(
                error?.message == "cannot write the cassette \"\(path)\": No space left on device")
            #expect(error?.hint?.contains("--record-cassette FILE") == true)
            #expect(try String(contentsOfFile: path, encoding: .utf8).hasSuffix("}\n"))
        }
    }

    // MARK: Streams

    /// Such a cassette comes from an older version.
    @Test func aStreamThatWasRecordedAsOneIsPlayedAsOne() async throws {
        let body = "data: 1\n\ndata: 2\n\n"
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            try """
            {"deskwright-cassette":2}
            {"request":{"path":"responses","body":{}},\
            "response":{"status":200,"headers":{},"body":"data: 1\\n\\ndata: 2\\n\\n"}}

            """.write(toFile: path, atomically: true, encoding: .utf8)
            let parts = Parts()
            var request = try CassetteTests.request()
            request.stream = StreamReading { parts.take($0) }
            _ = try await CassettePlayer(path: path, redact: { $0 }).send(request)
            #expect(parts.text == body)
        }
    }

    @Test(arguments: ModelAPI.allCases)
    func aSecretThatAStreamSaysInPiecesIsNotKept(api: ModelAPI) async throws {
        let message = #"{"content":"The PIN is open sesame, the key \#(CassetteTests.key)."}"#
        let whole =
            switch api {
            case .responses:
                #"{"id":"r","status":"completed","output":[{"type":"message","id":"m","content":"#
                    + #"[{"type":"output_text","text":"The PIN is open sesame, the key "#
                    + #"\#(CassetteTests.key)."}]}]}"#
            case .chat: #"{"id":"c","choices":[{"finish_reason":"stop","message":\#(message)}]}"#
            }
        let events =
            api == .chat
            ? try streamedCompletion(Array(whole.utf8)) : try streamedResponse(Array(whole.utf8))
        let service = ScriptedService([.status(200, events.joined(), headers: streamType)])
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            let secrets = Secrets(["PIN": "open sesame"])
            let recorder = try CassetteRecorder(
                path: path, http: service, redact: { secrets.redact($0) })
            let recorded = try await choices(of: recorder, api: api, stepCount: 1)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.contains("The PIN is ${{ secrets.PIN }}, the key [redacted]."))
            #expect(!text.contains("esame") && !text.contains("0123456789"), "\(text)")
            let played = try await choices(
                of: try CassettePlayer(path: path, redact: { secrets.redact($0) }), api: api,
                stepCount: 1)
            #expect(recorded.first?.claim?.contains("open sesame") == true)
            #expect(
                played.first?.claim == "The PIN is ${{ secrets.PIN }}, the key [redacted].")
        }
    }

    @Test func aStreamThatWasCutOffIsPlayedAsOneThatWas() async throws {
        let events = try streamedResponse(recordedReply("computer-batch.json"))
        let half = events.prefix(3).joined()
        let service = ScriptedService([
            .status(200, half, headers: streamType), .reply(CassetteTests.click),
        ])
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            let recorder = try CassetteRecorder(path: path, http: service, redact: { $0 })
            let notes = Notes()
            let recorded = try await choices(of: recorder, stepCount: 1, told: notes)
            #expect(notes.all.first?.contains("the reply makes no sense") == true)
            let toldAgain = Notes()
            let player = try CassettePlayer(path: path, redact: { $0 })
            #expect(try await choices(of: player, stepCount: 1, told: toldAgain) == recorded)
            #expect(toldAgain.all == notes.all)
        }
    }

    // MARK: No response

    @Test(arguments: [
        HTTPError.untrusted(url: "u", reason: "the certificate has expired"),
        .connectionLost(url: "u", reason: "reset"),
        .tooLarge(url: "u", byteCountMax: 10),
        .cannotConnect(url: "u", reason: "refused"),
    ])
    func aFaultEndsTheRunWhenItIsPlayedAsItDid(fault: HTTPError) async throws {
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            let service = ScriptedService(Array(repeating: .failure(fault), count: 3))
            let recorder = try CassetteRecorder(path: path, http: service, redact: { $0 })
            let told = Notes()
            let first = await #expect(throws: PlannerError.self) {
                try await choices(of: recorder, told: told)
            }
            let toldAgain = Notes()
            let again = await #expect(throws: PlannerError.self) {
                try await choices(
                    of: try CassettePlayer(path: path, redact: { $0 }), told: toldAgain)
            }
            #expect(again == first && first?.message.contains(fault.reason) == true)
            #expect(toldAgain.all == told.all && told.all.isEmpty == !fault.mayPass)
        }
    }

    @Test func whatWasCutOffHereIsNotRecorded() async throws {
        try await withScratchFolder { folder in
            let path = folder + "/run.jsonl"
            let recorder = try CassetteRecorder(
                path: path, http: ScriptedService([.failure(.cancelled)]), redact: { $0 })
            let error = await #expect(throws: PlannerError.self) {
                try await choices(of: recorder)
            }
            #expect(error?.cause == .cancelled)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text == "{\"deskwright-cassette\":2}\n")
        }
    }

    @Test func aFailureOfAnOlderCassetteMayPass() throws {
        let json = try JSONParser.parse(
            Array(#"{"request":{"path":"responses","body":{}},"failure":"reset"}"#.utf8))
        #expect(
            Cassette.Exchange(json)?.outcome == .failure(reason: "reset", mayPass: true))
    }

    private let streamType: HTTPHeaders = ["content-type": "text/event-stream"]

    private static func request() throws -> HTTPRequest {
        HTTPRequest(
            .post, try WebAddress("http://127.0.0.1:1/v1/responses"), body: Array("{}".utf8))
    }

    // MARK: A run of two steps

    private func service(_ api: ModelAPI) -> ScriptedService {
        switch api {
        case .responses: ScriptedService(CassetteTests.answers)
        case .chat:
            ScriptedService([
                .completion(
                    #"{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":"#
                        + #"{"name":"press","arguments":"{\"keys\":[\"a\"]}"}}]}"#,
                    finish: "tool_calls"),
                .completion(#"{"role":"assistant","content":"ok"}"#),
            ])
        }
    }

    @discardableResult
    private func choices(
        of http: any HTTPSending, goal: String = "Open example.org.", api: ModelAPI = .responses,
        notes: [String] = [], color: Color = Color(red: 40, green: 80, blue: 120),
        stepCount: Int = 2, told: Notes = Notes()
    ) async throws -> [Decision.Choice] {
        var settings = OpenAISettings(
            model: "gpt-5.4", baseAddress: try WebAddress("https://api.openai.com/v1"),
            key: SecretText(CassetteTests.key))
        settings.api = api
        let planner = OpenAIPlanner(
            settings: settings, goal: goal, http: try kept(http),
            waiting: Waiting(clock: RecordingClock(), now: { 0 }, random: { 0 }),
            tell: { told.add($0) })
        let frame = Frame(size: Size(width: 64, height: 48), filledWith: color)
        var turn = try PlannerTurn.showing(notes: notes)
        turn.state.frame = frame
        turn.png = try PNGEncoder.encode(frame)
        let first = try await planner.decide(turn)
        guard stepCount > 1 else { return [first.choice] }
        turn.results = [ActionReport(action: "click 3 4", result: .delivered())]
        turn.notes = []
        return [first.choice, try await planner.decide(turn).choice]
    }
}

extension Decision.Choice {
    fileprivate var claim: String? {
        if case .done(let claim) = self { claim } else { nil }
    }
}

private final class Parts: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    var text: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }
    func take(_ part: ArraySlice<UInt8>) -> Bool {
        bytes.withLock { $0 += part }
        return true
    }
}
