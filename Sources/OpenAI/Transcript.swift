/// All that was said, for a wire whose service keeps nothing: every request sends it again.
///
/// It stays of one size however long a run is: old screenshots give way to a few words, and after
/// that old turns to a line for each action in the opening. Both happen in chunks, so that most
/// requests begin with the very bytes of the one before, which the service has in its cache.
struct Transcript: Sendable {
    /// How much is kept. A chunk goes when there is a whole one more than that.
    struct Limits: Sendable, Hashable {
        /// Screenshots of the past; the current one comes on top.
        var pictureCount = 2
        var pictureChunk = 4
        var passageCount = 20
        var passageChunk = 20
    }

    /// A part that is kept or dropped as a whole: calls never stand without their answers.
    struct Passage: Sendable, Hashable {
        var items: [JSONValue]
        /// The same without the screenshot.
        var itemsInShort: [JSONValue]
        /// What it says was done, a line for each action.
        var history: [String]
        fileprivate var isInShort = false

        /// `write` gives the items, with the screenshot or without.
        init(history: [String], _ write: (_ showsPicture: Bool) -> [JSONValue]) {
            items = write(true)
            itemsInShort = write(false)
            self.history = history
        }
    }

    private let limits: Limits
    private var opening: Passage?
    private var passages: [Passage] = []

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    var isEmpty: Bool { opening == nil }

    /// What a request repeats, oldest first.
    var items: [JSONValue] {
        let all = (opening.map { [$0] } ?? []) + passages
        return all.flatMap { $0.isInShort ? $0.itemsInShort : $0.items }
    }

    /// Takes in what was said, the first as the opening; `message` writes one of paragraphs alone.
    mutating func take(
        _ passage: Passage, goal: String, message: ([String]) -> JSONValue
    ) {
        guard !isEmpty else { return open(with: passage) }
        append(passage) { history in
            Passage(history: history) { _ in [message([goal] + Conversation.story(history))] }
        }
    }

    /// Takes in what stands at the beginning: the goal and the first screen.
    mutating func open(with passage: Passage) {
        opening = passage
    }

    /// Takes in what was said since; `reopen` writes the opening anew, with a history to tell.
    mutating func append(_ passage: Passage, reopen: ([String]) -> Passage) {
        passages.append(passage)
        if passages.count >= limits.passageCount + limits.passageChunk {
            let dropped = passages.prefix(limits.passageChunk)
            let history = (opening?.history ?? []) + dropped.flatMap(\.history)
            passages.removeFirst(limits.passageChunk)
            opening = reopen(history.suffix(Conversation.historyCountMax))
            opening?.isInShort = true
        }
        let shown = passages.indices.filter { !passages[$0].isInShort }
        let count = shown.count + (opening?.isInShort == false ? 1 : 0)
        guard count >= limits.pictureCount + limits.pictureChunk else { return }
        opening?.isInShort = true
        for index in shown.dropLast(limits.pictureCount) { passages[index].isInShort = true }
    }
}
