import Synchronization

/// A node's entry in the scheduler, and its actor's executor: the cell admits one worker at a time, and that isolates
/// the node (`Docs/Decisions/0008`).
@usableFromInline
@safe package final class NodeCell: ScheduleCell, @unchecked Sendable {
    // SAFETY: `Node.join` stores it before the first notification; steps read it. The run owns the node, and the node
    // owns this cell, so the pointer that is read is alive. Relaxed order: a plain load without exclusivity checks.
    private let owner = unsafe Atomic<Unmanaged<Node>?>(nil)

    var node: Unmanaged<Node> {
        get { unsafe owner.load(ordering: .relaxed).unsafelyUnwrapped }
        set { unsafe owner.store(newValue, ordering: .relaxed) }
    }

    override func step(_ turn: Turn) -> Step { unsafe node._withUnsafeGuaranteedRef { $0.step(turn) } }
}

extension NodeCell: SerialExecutor {
    /// Takes no jobs: nobody awaits a node, workers step it.
    @usableFromInline
    package func enqueue(_ job: consuming ExecutorJob) {
        preconditionFailure("a node is stepped by workers; nothing may await it")
    }

    @usableFromInline
    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        unsafe UnownedSerialExecutor(ordinary: self)
    }

    /// The runtime asks this before it lets a worker touch the node's state.
    @usableFromInline
    package func checkIsolated() {
        precondition(isStepping, "a node's state was touched outside of its step")
    }
}
