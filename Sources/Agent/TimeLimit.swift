/// Does the work, and cancels it when the time is up; returns only when the work has ended.
///
/// - Parameters:
///   - limit: Real time, also where the work lives on another clock; `nil` is no limit.
///   - work: Has to end soon after it is cancelled.
/// - Returns: What the work made of it, and whether the limit was reached first.
package func withTimeLimit<Value: Sendable>(
    _ limit: Duration?, _ work: @escaping @Sendable () async -> Value
) async -> (value: Value, isTimeUp: Bool) {
    guard let limit else { return (await work(), false) }
    return await withTaskGroup(of: Value?.self) { group in
        group.addTask { await work() }
        group.addTask {
            // Interrupted sleep means that the work was first, or that all is cancelled.
            do { try await ContinuousClock().sleep(for: limit) } catch {}
            return nil
        }
        var isTimeUp = false
        while let finished = await group.next() {
            if let value = finished {
                group.cancelAll()
                return (value, isTimeUp)
            }
            isTimeUp = !Task.isCancelled
            group.cancelAll()
        }
        preconditionFailure("the work always returns a value")
    }
}
