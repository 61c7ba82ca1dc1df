import Synchronization

/// A closed gate gives the producer no credit: the mailbox of an input whose turn has not come.
extension AnyMailbox {
    /// Gives no credit until ``openGate(_:)``; before the run starts.
    func closeGate() {
        gate.store(false, ordering: .relaxed)
        removedSeen.store(-capacity, ordering: .relaxed)
    }

    @usableFromInline
    func openGate(_ worker: WorkerHandle?) {
        if gate.exchange(true, ordering: .sequentiallyConsistent) { return }
        if producerWaits.load(ordering: .sequentiallyConsistent) { wakeProducer(worker) }
    }
}
