extension ScheduleCell: SerialExecutor {
    /// Takes no jobs: nodes are not awaited, workers step them.
    @usableFromInline
    package func enqueue(_ job: consuming ExecutorJob) {
        preconditionFailure("a node is stepped by workers; nothing may await it")
    }

    @usableFromInline
    package func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    /// The runtime asks this before it lets a worker touch the node's state.
    @usableFromInline
    package func checkIsolated() {
        precondition(isStepping, "a node's state was touched outside of its step")
    }
}
