/// Why a producer stopped: what its mailbox tells the consumer after the last element.
@usableFromInline
package enum Ending: Sendable {
    /// Everything was delivered.
    case finished
    /// An operator failed; what it emitted before comes first.
    case failed(NodeFailure)
    /// The run was cancelled.
    case cancelled
}
