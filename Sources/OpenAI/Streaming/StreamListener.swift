import DeskwrightCore
import Synchronization

/// Listens to a reply while it is written, to tell what the model thinks and when the reply is whole.
///
/// What the reply means is read from its whole body afterwards.
final class StreamListener: Sendable {
    private struct State {
        var stream = EventStream()
        var assembly: any StreamAssembly
    }

    private let state: Mutex<State>
    private let tell: @Sendable (PlannerNews) -> Void

    init(_ assembly: any StreamAssembly, tell: @escaping @Sendable (PlannerNews) -> Void) {
        state = Mutex(State(assembly: assembly))
        self.tell = tell
    }

    /// Takes a part of the body, and says whether the reply is whole.
    func take(_ bytes: ArraySlice<UInt8>) -> Bool {
        let (news, isComplete) = state.withLock { state in
            let events = state.stream.take(bytes)
            // A spoilt event is found again in the whole body, and is said there.
            let news = events.compactMap { try? state.assembly.take($0) }
            return (news, state.assembly.isComplete)
        }
        for item in news { tell(item) }
        return isComplete
    }
}
