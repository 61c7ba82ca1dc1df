/// Failures that this node meets, and failures that would reach no other node.
extension NodeWiring {
    /// Fails with the failure of one input, and attaches those of the others: they are handled, or reported, together.
    @usableFromInline
    func failTogether(_ first: NodeFailure, _ turn: Turn) -> Step {
        var failure = first
        for input in inputs {
            guard case .failed(let other)? = input.endingAhead, other.identity !== first.identity else { continue }
            failure.others.append(other)
        }
        return fail(failure, turn)
    }

    /// Fails, because the node's own code threw. What follows a failure of the input never hides it: the error goes with
    /// it.
    @usableFromInline
    func fail(_ error: any Error, after ending: Ending?, _ turn: Turn) -> Step {
        guard case .failed(var failure)? = ending else { return fail(error, turn) }
        failure.others.append(run.failure(error))
        return fail(failure, turn)
    }

    /// Drops the element for which the node's code threw, because the policy says so, and tells who wants to hear of it.
    @usableFromInline
    func skip(_ error: any Error) {
        ledger.countDropped()
        for listener in run.directory.listeners(of: run.number) { listener.hear(error) }
    }

    /// Notes an error that the node's own code threw after the node was told to stop, so that the node cannot pass it
    /// on.
    ///
    /// Being cancelled is no failure, and a failure above a consumer that has all it needs is of no interest.
    @usableFromInline
    package func note(_ error: any Error) {
        if !(error is CancellationError), !isUnwanted { run.directory.note(run.failure(error)) }
    }

    /// Notes such a failure that already names its node.
    @usableFromInline
    func note(_ failure: NodeFailure) {
        if !isUnwanted { run.directory.note(failure) }
    }

    private var isUnwanted: Bool { !outputs.isEmpty && outputs.allSatisfy(\.mailbox.isSatisfied) }

    /// Failures that came to this node and went no further, because the node was told to stop before it read them.
    ///
    /// Exact after the run's last node has ended.
    var unreadFailures: [NodeFailure] {
        let met = hasRecovered ? [] : inputs.compactMap(\.mailbox.unsatisfiedFailure)
        if met.isEmpty || isUnwanted { return [] }
        var passedOn = DistinctFailures()
        for output in outputs {
            switch output.ending {
            case .failed(let failure)?: passedOn.add(failure)
            // The node completed without them.
            case .finished?: return []
            case .cancelled?, nil: break
            }
        }
        return met.filter { !passedOn.contains($0) }
    }
}

extension AnyMailbox {
    /// Whether the consumer wants no more because it has all it needs.
    fileprivate var isSatisfied: Bool {
        if case .finished? = cancellationCause { true } else { false }
    }

    /// The failure behind the last element, unless the consumer had all it needed before.
    var unsatisfiedFailure: NodeFailure? {
        if !isSatisfied, case .failed(let failure)? = endingAhead { failure } else { nil }
    }
}
