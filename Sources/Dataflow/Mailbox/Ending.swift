/// Why a producer stopped: what its mailbox tells the consumer after the last element.
@usableFromInline
package enum Ending: Sendable {
    /// The producer delivered everything.
    case finished
    /// An operator failed; the elements it emitted before come first.
    case failed(NodeFailure)
    /// The run was cancelled.
    case cancelled
}
