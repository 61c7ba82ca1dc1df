/// Starts and frees the flows of a node that nests, whatever their elements.
extension NodeWiring {
    /// Starts a flow in the next free slot, and returns the slot.
    ///
    /// - Parameters:
    ///   - number: which of the node's flows it is, from 1.
    ///   - feed: for the flow of a group, its elements; the flow may turn out not to read them.
    @usableFromInline
    func start(
        _ flow: AnyFlow, number: Int, feed: FeedLink?, in slots: inout NestedSlots,
        _ worker: WorkerHandle?
    ) throws -> Int {
        let slot = slots.nextFree()
        let part = try run.services.attach(flow, to: self, pass: number, slot: slots.ports(of: slot), worker)
        let entrance = feed?.end
        slots.add(part, feed: entrance, isUnread: feed != nil && entrance == nil)
        // A loop cannot end while a flow of one of its nodes lives.
        if slots.count == 1 { cell.region?.enter(cell) }
        return slot
    }

    /// Frees a slot, once its flow has ended and nothing more is wanted of it; false before.
    ///
    /// - Parameter isFailing: whether the node keeps the flow's failures that reached no operator.
    @usableFromInline
    func free(_ slot: Int, in slots: inout NestedSlots, isFailing: Bool) -> Bool {
        guard let part = slots.remove(slot, currentWorker) else { return false }
        run.services.release(part, of: self, isFailing: isFailing)
        if slots.count == 0 { cell.region?.leave() }
        return true
    }
}
