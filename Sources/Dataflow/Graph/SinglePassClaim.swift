/// The claim to the one pass over a sequence that can be read once; a run takes it when it starts.
@usableFromInline
package final class SinglePassClaim: RunClaim {
    /// A word for the sequence.
    let subject: String
    private let isTaken = Guarded(false)

    package init(_ subject: String) {
        self.subject = subject
    }

    @usableFromInline
    package func claim() -> Bool {
        isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
    }

    @usableFromInline
    package func unclaim() {
        isTaken.withLock { $0 = false }
    }
}

extension StageRole {
    /// The role of a source that iterates a sequence.
    @usableFromInline
    static func iterating<Elements, Iterator>(_ elements: Elements.Type, by iterator: Iterator.Type) -> StageRole {
        let isOwnIterator = elements is AnyObject.Type && elements == iterator
        guard isOwnIterator || elements is any SinglePassSequence.Type else { return .plain }
        return .singlePass(SinglePassClaim("\(elements)"))
    }

    /// The claim that a run must take before it starts.
    var claim: (any RunClaim)? {
        switch self {
        case .inlet(let inlet): inlet
        case .singlePass(let pass): pass
        case .plain, .recoverable, .secondary, .sequential, .loopEntry, .loopExit, .restarting, .fresh,
            .freshRecoverable:
            nil
        }
    }
}
