/// Which pictures of before a run may write; without being told it writes those that are missing, and fails.
package enum SnapshotUpdate: String, Sendable, Hashable, CaseIterable {
    /// Every one that is compared.
    case all
    /// Those that are missing, or that the screen does not look like.
    case changed
    /// Those that are missing.
    case missing
    case none
}
