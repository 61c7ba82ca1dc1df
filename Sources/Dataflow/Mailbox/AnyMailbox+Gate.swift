import Synchronization

/// The gate of a mailbox: closed, it gives the producer no room, because the input's turn has not come.
extension AnyMailbox {
    /// Gives no room until ``openGate(_:)``; called before the run starts.
    func closeGate() {
        gate.store(false, ordering: .relaxed)
        removedSeen.store(-capacity, ordering: .relaxed)
    }

    @usableFromInline
    func openGate(_ worker: WorkerHandle?) {
        if gate.exchange(true, ordering: .sequentiallyConsistent) { return }
        if isProducerWaiting { wakeProducer(worker) }
    }
}
