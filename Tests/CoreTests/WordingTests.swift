import DeskwrightCore
import Testing

/// Counts, lengths of time and failures as people read them.
struct WordingTests {
    @Test func aNounAgreesWithItsNumber() {
        #expect(counted(1, "request") == "1 request")
        #expect(counted(0, "request") == "0 requests")
        #expect(counted(2, "try", plural: "tries") == "2 tries")
    }

    @Test(
        arguments: [
            (.seconds(60), "60 s"), (.milliseconds(250), "0.25 s"),
            (.milliseconds(12_345), "12.35 s"),
            (.milliseconds(3), "3 ms"), (.zero, "0 ms"), (.seconds(3600), "3600 s"),
        ] as [(Duration, String)])
    func aTimeHasNoDigitsThatSayNothing(time: Duration, words: String) {
        #expect(time.inWords == words)
    }

    @Test(arguments: [(2.0, "2"), (0.5, "0.5"), (1e300, "1e+300"), (-3, "-3")])
    func aNumberHasNoFractionThatSaysNothing(number: Double, digits: String) {
        #expect(number.inDigits == digits)
    }

    @Test(
        arguments: [
            (
                .refused(status: 401, code: "bad_key", message: "No.", requestID: "req_1"),
                "the model's service answered with status 401 (bad_key): No. (request req_1)"
            ),
            (
                .refused(status: 200, code: "server_error", message: "Boom.", requestID: nil),
                "the model's service reported a failure (server_error): Boom."
            ),
            (
                .unreachable(url: "u", reason: "the connection was lost", attempts: 1),
                "no usable answer came from u in 1 try: the connection was lost"
            ),
            (
                .unreachable(url: "u", reason: "bad path", attempts: 0),
                "no usable answer came from u: bad path"
            ),
            (
                .unreadable(reason: "no JSON", requestID: nil, attempts: 3),
                "the model's service gave no usable answer in 3 tries: no JSON"
            ),
            (
                .outOfRequests(reason: "the service answered with status 500: Boom."),
                "the budget has no request left for another try: the service answered with status "
                    + "500: Boom."
            ),
        ] as [(PlannerError.Cause, String)])
    func aPlannersFailureSaysWhatHappened(cause: PlannerError.Cause, message: String) {
        #expect(PlannerError(cause).message == message)
    }

    @Test(arguments: [403, 404, 500, 503])
    func aRefusalSaysWhatToDo(status: Int) {
        let error = PlannerError(
            .refused(status: status, code: nil, message: "m", requestID: nil))
        #expect(error.hint?.isEmpty == false)
    }
}
