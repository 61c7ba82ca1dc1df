/// The entry of a loop: passes on what comes back, and completes once the loop has run dry.
@usableFromInline
struct LoopKernel<Element: Sendable>: Kernel {
    private let wiring: NodeWiring
    private let input: Mailbox<Element>
    private let output: Mailbox<Element>

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
        let available = input.available()
        if available == 0 {
            if let ending = input.ending { return wiring.pass(ending, turn) }
            if wiring.cell.region?.hasRunDry == true { return wiring.finish(turn) }
            return input.restForElements(turn.worker) ? Step(.idle) : Step(.again)
        }
        return input.relay(available, to: output, turn)
    }
}
