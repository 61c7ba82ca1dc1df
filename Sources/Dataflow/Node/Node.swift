import Synchronization

/// A running operator: an actor whose steps the scheduler calls.
///
/// What it does is its program, compiled for the element types where the flow was written; the actor keeps it apart from
/// everything else (`Docs/Decisions/0003`). Its executor is its cell: what admits one worker at a time is what isolates
/// it, so that a step is a plain call (`Docs/Decisions/0008`).
@usableFromInline
@safe package actor Node {
    private let program: (Turn) -> Step
    private nonisolated let cell = unsafe Atomic<Unmanaged<NodeCell>?>(nil)

    @usableFromInline
    init(program: sending @escaping (Turn) -> Step) {
        self.program = program
    }

    // SAFETY: retained by `join`, once; a worker touches a cell last after the step that may have freed the node's wiring.
    deinit { unsafe cell.load(ordering: .relaxed)?.release() }

    /// Gives the node its place in the scheduler, before anyone may notify it; the run owns the node, the node its cell.
    nonisolated func join(_ cell: NodeCell) {
        unsafe self.cell.store(.passRetained(cell), ordering: .releasing)
        unsafe cell.node = unsafe .passUnretained(self)
    }

    @usableFromInline
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe cell.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { unsafe $0.asUnownedSerialExecutor() }
    }

    /// Steps the node; only for the worker that has moved its cell to running.
    @inline(__always)
    nonisolated func step(_ turn: Turn) -> Step {
        unsafe assert(cell.load(ordering: .relaxed)!._withUnsafeGuaranteedRef { $0.isStepping })
        // SAFETY: the cell is this actor's executor, and the worker that steps is inside it: its state is running, which
        // one worker at a time can make it. `assumeIsolated` would ask the runtime to ask the cell, for several times the
        // cost of a short step.
        return unsafe unsafeBitCast(Isolated(step: Node.runProgram), to: Plain.self).step(turn, self)
    }

    // In structs, for what is cast by itself takes its arguments by way of memory. The turn first, as it came.
    private struct Isolated { let step: (Turn, isolated Node) -> Step }
    private struct Plain { let step: (Turn, Node) -> Step }

    private static func runProgram(_ turn: Turn, _ node: isolated Node) -> Step {
        node.program(turn)
    }
}
