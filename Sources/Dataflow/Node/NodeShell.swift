/// Does what every node must do around its kernel's decision. Nodes wait here and in `Shapes.swift`, and nowhere else.
///
/// Before a step, the shell checks whether the run is cancelled or drains and whether anybody wants the output. When a
/// kernel waits, the shell *announces* that at each end that the wait names, *looks once more* at that end, *releases*
/// free places that a waiting producer has not been told of, and lets the node go idle. A neighbour changes an end
/// first and reads the announcement second, so at least one of the two sees the other. A notification after the second
/// look finds the cell running, and the node steps again.
@usableFromInline
final class NodeShell<Program: Kernel> {
    // SAFETY: only the closure that the node's actor owns reaches the kernel. So one thread at a time does, and never a
    // step within a step: exclusivity needs no checks.
    @exclusivity(unchecked) @usableFromInline var kernel: Program?

    @inlinable
    init(_ program: consuming Program) {
        unsafe kernel = program
    }

    @inlinable
    func step(_ turn: Turn) -> Step {
        let step = unsafe kernel!.takeTurn(turn)
        if step.outcome == .ended { unsafe kernel = nil }
        return step
    }
}

extension Kernel {
    /// One step of the node. Written in the kernel and not in the shell, so that the kernel is reached once and never
    /// copied.
    @inlinable @inline(__always)
    mutating func takeTurn(_ turn: Turn) -> Step {
        let step = answer(turn)
        switch step.outcome {
        case .again:
            listen(turn)
            return step
        case .waiting:
            guard rest(step.wait, turn) else { return .again(step.count) }
            wiring.ledger.declare(step.wait)
            return step
        case .ended:
            close()
            return step
        }
    }

    @inlinable @inline(__always)
    mutating func answer(_ turn: Turn) -> Step {
        if turn.phase != .running, let step = leave(turn) { return step }
        return isUnwanted ? beUnwanted(turn) : step(turn)
    }

    @inlinable
    mutating func beUnwanted(_ turn: Turn) -> Step {
        if let cause = unwantedCause { return stop(cause, turn) }
        // A consumer that will cancel notifies this node then. But nobody cancels an output that this node has closed
        // already.
        return wiring.outputs.allSatisfy(\.hasEnded) ? step(turn) : .wait([])
    }

    @inlinable
    mutating func leave(_ turn: Turn) -> Step? {
        if turn.phase == .cancelled { return stop(.cancelled, turn) }
        if turn.phase == .finishing, wiring.isSink { return finishEarly(turn) }
        return isUnwanted || !wiring.drains ? nil : drain(turn)
    }
}

extension Node {
    /// A node around a kernel, which is freed as soon as the node has ended.
    @inlinable
    package static func running<Program: Kernel>(_ kernel: sending Program) -> Node {
        let shell = NodeShell(kernel)
        return Node { turn in shell.step(turn) }
    }
}
