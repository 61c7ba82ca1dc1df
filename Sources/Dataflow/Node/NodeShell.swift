/// Does what every node must do around its kernel's decision; with `Shapes.swift` the one place where nodes wait.
///
/// Before a step it looks whether the run is cancelled or drains and whether anybody wants what comes out. When a kernel
/// waits, the shell *announces* that on each end that is meant, *looks once more* at it, *gives back* free places of which a
/// waiting producer has not been told, and lets the node go idle. Whoever changes an end looks for the announcement after
/// the change, so one of the two sees the other; what is notified after the second look finds the cell running, and the node
/// steps again.
@usableFromInline
final class NodeShell<Program: Kernel> {
    // SAFETY: reached only through the closure that the node's actor owns, so by one thread at a time, and by no step
    // within a step: exclusivity needs no checks.
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
    /// One step of the node. In the kernel and not in the shell, so that the kernel is reached once and copied never.
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
        // Who is about to cancel notifies this node then; but nobody cancels what has told its end, and has yet to end.
        return wiring.outputs.allSatisfy(\.hasEnded) ? step(turn) : .wait([])
    }

    @inlinable
    mutating func leave(_ turn: Turn) -> Step? {
        if turn.phase == .cancelled { return stop(.cancelled, turn) }
        return isUnwanted ? nil : drain(turn)
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
