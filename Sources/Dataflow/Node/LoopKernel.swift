/// The entry of a loop: passes on what comes back, completes once the loop has run dry, and lets go of it once nobody
/// outside wants what comes out.
@usableFromInline
struct LoopKernel<Element: Sendable>: Kernel {
    private let wiring: NodeWiring
    private let input: Mailbox<Element>
    private let output: Mailbox<Element>
    /// Nothing comes back any more: the nodes of the loop end one after the other, and this one last.
    private var isLettingGo = false

    @usableFromInline
    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        input = wiring.input()
        output = wiring.output()
    }

    @usableFromInline
    mutating func step(_ turn: Turn) -> Step {
        if turn.phase == .cancelled { return wiring.stop(.cancelled, turn) }
        if output.isCancelled { return wiring.stop(output.cancellationCause, turn) }
        if isLettingGo { return Step(.idle) }
        if wiring.cell.region?.isUnwanted() == true {
            isLettingGo = true
            input.cancel(.finished, turn.worker)
            return Step(.idle)
        }
        let available = input.available()
        if available == 0 {
            if let ending = input.ending { return wiring.pass(ending, turn) }
            // First ask for an element, then whether there is none: a buffer in the loop hands on only what is asked for.
            guard input.restForElements(turn.worker) else { return Step(.again) }
            return wiring.cell.region?.hasRunDry == true ? wiring.finish(turn) : Step(.idle)
        }
        return input.relay(available, to: output, turn)
    }
}
