/// What a node may ask of the run it belongs to.
@usableFromInline
protocol RunServices: AnyObject, Sendable {
    /// The timers of a clock; nil stands for the graph's own clock.
    func timekeeper(_ clock: EngineClock?) -> Timekeeper

    /// Why the run ends every node, once it does: as cancelled, or with the failure that ended it.
    var cancellationCause: CancellationCause { get }

    /// Tells when the run is at rest.
    var rest: RestGauge { get }

    /// Ends every node as soon as it can, as a cancelled run.
    func cancel() -> Bool

    /// Starts a part of a graph inside the run; its output arrives in the mailbox, whose consumer is `node`.
    ///
    /// - Parameter pass: which of the flows that the node has followed this one is; its own input was the first.
    func attach(_ part: any AttachableFlow, to node: NodeWiring, pass: Int, _ worker: WorkerHandle?) throws
        -> AnyMailbox
}

/// A described flow that a running node can start; what it is, only the graph's layer knows.
@usableFromInline
protocol AttachableFlow: Sendable {}
