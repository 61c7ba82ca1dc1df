import Synchronization

/// For a consumer that leaves what it was sent where it is, and wants to hear of more.
extension AnyMailbox {
    /// Announces that the consumer waits for whatever comes next: an element, or the end. It must look after that, not before.
    func awaitMore() {
        consumerWaits.store(true, ordering: .sequentiallyConsistent)
    }
}
