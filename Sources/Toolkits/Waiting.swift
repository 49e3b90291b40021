/// Asks again and again until something holds; `false` when it does not in time.
package func isTrue(
    within limit: Duration, _ holds: () async throws -> Bool
) async throws -> Bool {
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
        if try await holds() { return true }
        try await Task.sleep(for: .milliseconds(2))
    }
    return false
}
