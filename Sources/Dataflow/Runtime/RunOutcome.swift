/// How a run ends: the first thing that went wrong decides, failures that come later are attached. A value.
struct RunOutcome {
    enum Verdict: Sendable {
        case failed(NodeFailure)
        case stalled(GraphStall)
        case cancelled
    }

    private(set) var verdict: Verdict?
    private var others = DistinctFailures()

    /// The run was cancelled from outside.
    mutating func cancelled() {
        if verdict == nil { verdict = .cancelled }
    }

    /// Nothing could move any more.
    mutating func stalled(_ stall: GraphStall) {
        if verdict == nil { verdict = .stalled(stall) }
    }

    /// A failure reached the end of the graph; it does so by every branch behind the node that failed.
    mutating func failed(_ failure: NodeFailure) {
        if verdict == nil { verdict = .failed(failure) } else { others.add(failure) }
    }

    /// A failure reached nobody: it is told if the run has failed, but it is not why.
    mutating func noted(_ failure: NodeFailure) {
        others.add(failure)
    }

    /// Whether a failure ended the run.
    var hasFailed: Bool {
        if case .failed? = verdict { true } else { false }
    }

    /// What the nodes that are still there are told, when the run ends before they do.
    var cause: CancellationCause {
        switch verdict {
        case nil, .cancelled?: .cancelled
        case .stalled(let stall)?: .failed(stall)
        case .failed(let failure)?: .failed(failure.error)
        }
    }

    /// What `run()` throws, or nil after a run in which nothing went wrong.
    func error(graph: String) -> (any Error)? {
        switch verdict {
        case nil: nil
        case .cancelled?: CancellationError()
        case .stalled(let stall)?: stall
        case .failed(let failure)?: GraphError(graph: graph, failure: failure, others: others.list)
        }
    }
}
