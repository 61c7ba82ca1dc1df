/// Failures that this node meets, and those that would reach nobody.
extension NodeWiring {
    /// Fails with what one input has failed with, and with what others have: they are handled together, or told together.
    @usableFromInline
    func failTogether(_ first: NodeFailure, _ turn: Turn) -> Step {
        var failure = first
        for input in inputs {
            guard case .failed(let other)? = input.endingAhead, other.identity !== first.identity else { continue }
            failure.others.append(other)
        }
        return fail(failure, turn)
    }

    /// The node's own code threw after the node had been told to stop, so that it cannot pass that on.
    ///
    /// That it was cancelled is no failure, and nobody wants to know what fails above a consumer that has all it needs.
    @usableFromInline
    package func note(_ error: any Error) {
        if !(error is CancellationError), !isUnwanted { run.directory.note(run.failure(error)) }
    }

    /// The same for a failure that has its place already.
    @usableFromInline
    func note(_ failure: NodeFailure) {
        if !isUnwanted { run.directory.note(failure) }
    }

    private var isUnwanted: Bool { !outputs.isEmpty && outputs.allSatisfy(\.mailbox.isSatisfied) }

    /// Failures that came to this node and went no further, because it was told to stop before it came to them.
    ///
    /// Exact after the run's last node has ended.
    var unreadFailures: [NodeFailure] {
        let met = hasRecovered ? [] : inputs.compactMap(\.mailbox.unsatisfiedFailure)
        if met.isEmpty || isUnwanted { return [] }
        var passedOn = DistinctFailures()
        for output in outputs {
            switch output.ending {
            case .failed(let failure)?: passedOn.add(failure)
            // It completed without them.
            case .finished?: return []
            case .cancelled?, nil: break
            }
        }
        return met.filter { !passedOn.contains($0) }
    }
}

extension AnyMailbox {
    /// Whether the consumer wants no more, for it has all it needs.
    fileprivate var isSatisfied: Bool {
        if case .finished? = cancellationCause { true } else { false }
    }

    /// The failure behind the last element, unless the consumer had all it needed before.
    var unsatisfiedFailure: NodeFailure? {
        if !isSatisfied, case .failed(let failure)? = endingAhead { failure } else { nil }
    }
}
