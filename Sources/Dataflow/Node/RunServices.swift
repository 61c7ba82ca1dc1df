/// What a node may ask of the run it belongs to.
@usableFromInline
protocol RunServices: AnyObject, Sendable {
    /// The timers of a clock; nil stands for the graph's own clock.
    func timekeeper(_ clock: EngineClock?) -> Timekeeper

    /// Why the run ends every node, once it does: because it was cancelled, or because of the failure that ended it.
    var cancellationCause: CancellationCause { get }

    /// Tells when the run is at rest.
    var rest: RestGauge { get }

    /// Cancels the run, so that every node ends as soon as it can.
    func cancel() -> Bool

    /// A cell above a node that has not ended, so that the flow that the node reads cannot start over yet.
    ///
    /// - Parameter isFirst: whether the node reads its own input, and no part that was attached.
    func unendedCell(above node: NodeWiring, isFirst: Bool) -> ScheduleCell?

    /// Starts a part of a graph inside the run; its elements arrive in a mailbox that `node` consumes.
    ///
    /// - Parameters:
    ///   - pass: which of the flows that the node has read this one is; the node's own input is the first.
    ///   - slot: where the node reads the part beside others, until it calls ``release(_:of:isFailing:)``; nil if the part
    ///   takes the place of the one before.
    func attach(
        _ part: any AttachableFlow, to node: NodeWiring, pass: Int, slot: NestedSlot?, _ worker: WorkerHandle?
    ) throws -> any AttachedPart

    /// Frees a part in a slot, whose last node has ended.
    ///
    /// - Parameter isFailing: whether the node keeps the part's failures that reached no operator, in case the run fails.
    func release(_ part: any AttachedPart, of node: NodeWiring, isFailing: Bool)
}

/// A flow that a running node can start; only the graph's layer knows its type.
@usableFromInline
protocol AttachableFlow: Sendable {}
