import Synchronization

/// A running operator: an actor whose steps the scheduler calls.
///
/// Its program is compiled for the element types where the flow was written; the actor keeps the program apart from
/// everything else (`Docs/Decisions/0003`). Its executor is its cell: the cell admits one worker at a time, and that
/// isolates the actor. So a step is a plain call (`Docs/Decisions/0008`).
@usableFromInline
@safe package actor Node {
    private let program: (Turn) -> Step
    private nonisolated let cell = unsafe Atomic<Unmanaged<NodeCell>?>(nil)

    @usableFromInline
    init(program: sending @escaping (Turn) -> Step) {
        self.program = program
    }

    // SAFETY: `join` retains the cell, once. A worker's last access to a cell is after the step that may have freed the
    // node's wiring.
    deinit { unsafe cell.load(ordering: .relaxed)?.release() }

    /// Gives the node its cell, before anybody may notify it; the run owns the node, the node owns its cell.
    nonisolated func join(_ cell: NodeCell) {
        unsafe self.cell.store(.passRetained(cell), ordering: .releasing)
        unsafe cell.node = unsafe .passUnretained(self)
    }

    @usableFromInline
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe cell.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { unsafe $0.asUnownedSerialExecutor() }
    }

    /// Steps the node; called only by the worker that has moved its cell to running.
    @inline(__always)
    nonisolated func step(_ turn: Turn) -> Step {
        unsafe assert(cell.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { $0.isStepping })
        // SAFETY: the cell is this actor's executor, and the stepping worker is inside it: the cell's state is running,
        // and only one worker at a time can make it so. `assumeIsolated` would have the runtime ask the cell, which
        // costs several times as much as a short step.
        return unsafe unsafeBitCast(Isolated(step: Node.runProgram), to: Plain.self).step(turn, self)
    }

    // In structs, because a closure that is cast by itself takes its arguments through memory. The turn comes first, as
    // in the call.
    private struct Isolated { let step: (Turn, isolated Node) -> Step }
    private struct Plain { let step: (Turn, Node) -> Step }

    private static func runProgram(_ turn: Turn, _ node: isolated Node) -> Step {
        node.program(turn)
    }
}
