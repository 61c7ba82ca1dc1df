import Synchronization

/// What a node reports to observers: how much it has lost, and what it waits for.
@usableFromInline
struct NodeLedger: ~Copyable {
    private let dropped = Atomic<Int>(0)
    private let declared = Atomic<UInt64>(0)
    private let discarded = Atomic<Int>(0)
    private let passedFlows = Atomic<Int>(0)
    private let passedElements = Atomic<Int>(0)

    init() {}

    // MARK: - For the node's steps and tasks

    @usableFromInline
    func countDropped(_ count: Int = 1) { dropped.add(count, ordering: .relaxed) }

    func countDiscarded(_ count: Int) {
        if count > 0 { discarded.add(count, ordering: .relaxed) }
    }

    /// Counts a flow of the node that was over at once, with so many elements: no part of the run stood for it.
    @usableFromInline
    func countPassed(_ elements: Int) {
        passedFlows.store(passedFlows.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
        passedElements.store(passedElements.load(ordering: .relaxed) &+ elements, ordering: .relaxed)
    }

    /// Notes what the node waits for when it goes idle.
    @usableFromInline
    func declare(_ wait: Wait) { declared.store(wait.rawValue, ordering: .relaxed) }

    // MARK: - For observers

    /// How many elements the operator itself dropped, by policy.
    var droppedCount: Int { dropped.load(ordering: .relaxed) }
    /// How many elements the node had accepted from outside of the run, and discarded when it was cancelled.
    var discardedCount: Int { discarded.load(ordering: .relaxed) }
    /// How many flows of the node were over at once, and how many elements it took from them.
    var passed: (flows: Int, elements: Int) {
        (passedFlows.load(ordering: .relaxed), passedElements.load(ordering: .relaxed))
    }
    /// What the node has waited for since it went idle; read to explain why nothing moves.
    var declaredWait: Wait { Wait(rawValue: declared.load(ordering: .relaxed)) }
}

extension NodeWiring {
    /// Counts what a behavior has dropped since it was asked last.
    ///
    /// - Parameters:
    ///   - total: how many elements it has dropped in all.
    ///   - counted: how many of them are in the ledger.
    @inlinable
    func countDropped(_ total: Int, _ counted: inout Int) {
        guard total > counted else { return }
        ledger.countDropped(total &- counted)
        counted = total
    }
}
