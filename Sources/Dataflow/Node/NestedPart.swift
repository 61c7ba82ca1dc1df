/// A part of the run that a node has started and reads; only the runtime knows its type.
@usableFromInline
protocol AttachedPart: AnyObject, Sendable {
    /// The mailbox through which its elements come.
    var output: AnyMailbox { get }
}

/// The slot of a node for one of many parts that it reads at once, and the ports at which the node finds its news.
@usableFromInline
struct NestedSlot: Sendable {
    /// The slot, counted from the first of its block.
    let port: Int
    /// What has elements or an end.
    let news: ReadyPorts
    /// What has ended to its last node.
    let ends: ReadyPorts
}

/// The nodes of one part in a slot: once all have ended, the part can be freed.
final class NestedEnd: EndCount, @unchecked Sendable {
    // SAFETY: only `let`s.
    private let cell: ScheduleCell
    private let slot: NestedSlot

    init(_ cell: ScheduleCell, _ slot: NestedSlot) {
        self.cell = cell
        self.slot = slot
    }

    override func allEnded(_ worker: WorkerHandle) {
        slot.ends.push(slot.port)
        cell.notify(worker)
    }
}
