/// Decides how a run ends: the first thing that goes wrong decides, later failures are attached. A value.
struct RunOutcome {
    enum Verdict: Sendable {
        case failed(NodeFailure)
        case stalled(GraphStall)
        case cancelled
    }

    private(set) var verdict: Verdict?
    private var others = DistinctFailures()

    /// Notes that the run was cancelled from outside.
    mutating func cancelled() {
        if verdict == nil { verdict = .cancelled }
    }

    /// Notes that nothing could move any more.
    mutating func stalled(_ stall: GraphStall) {
        if verdict == nil { verdict = .stalled(stall) }
    }

    /// Notes a failure that reached the end of the graph; it arrives by every branch behind the failed node.
    mutating func failed(_ failure: NodeFailure) {
        if verdict == nil { verdict = .failed(failure) } else { others.add(failure) }
    }

    /// Notes a failure that reached no operator: it is reported if the run has failed, but it is not the reason.
    mutating func noted(_ failure: NodeFailure) {
        others.add(failure)
    }

    /// Whether a failure ended the run.
    var hasFailed: Bool {
        if case .failed? = verdict { true } else { false }
    }

    /// The cause that remaining nodes are told, if the run ends before they do.
    var cause: CancellationCause {
        switch verdict {
        case nil, .cancelled?: .cancelled
        case .stalled(let stall)?: .failed(stall)
        case .failed(let failure)?: .failed(failure.error)
        }
    }

    /// The error that `run()` throws; nil if nothing went wrong.
    func error(graph: String) -> (any Error)? {
        switch verdict {
        case nil: nil
        case .cancelled?: CancellationError()
        case .stalled(let stall)?: stall
        case .failed(let failure)?: GraphError(graph: graph, failure: failure, others: others.list)
        }
    }
}
