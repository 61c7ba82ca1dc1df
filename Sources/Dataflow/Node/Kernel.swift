/// The loop of one node shape around a behavior.
@usableFromInline
package protocol Kernel: SendableMetatype {
    /// Handles what is there; the only place where a node touches its mailboxes.
    mutating func step(_ turn: Turn) -> Step
}

extension Node {
    /// A node around a kernel, which is freed as soon as the node has ended.
    @inlinable
    package static func running<Program: Kernel>(_ kernel: sending Program) -> Node {
        let home = KernelHome(kernel)
        return Node { turn in home.step(turn) }
    }
}

/// Where a kernel lives until its node has ended.
@usableFromInline
final class KernelHome<Program: Kernel> {
    // SAFETY: reached only through the closure that the node's actor owns, so by one thread at a time, and by no step
    // within a step: exclusivity needs no checks.
    @exclusivity(unchecked) @usableFromInline var kernel: Program?

    @inlinable
    init(_ program: consuming Program) {
        kernel = program
    }

    @inlinable
    func step(_ turn: Turn) -> Step {
        let step = kernel!.step(turn)
        if step.outcome == .ended { kernel = nil }
        return step
    }
}
