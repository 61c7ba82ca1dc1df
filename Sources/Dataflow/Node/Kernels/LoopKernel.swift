/// The entry of a loop: passes on what comes back, completes once the loop has run dry, and lets go of it once nobody
/// outside wants what comes out.
@usableFromInline
struct LoopKernel<Element: Sendable>: LinearShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Element>
    @usableFromInline package let output: MailboxWriter<Element>
    /// Whether an element was asked for, and there was none.
    private var hasAsked = false
    /// Nothing comes back any more: the nodes of the loop end one after the other, and this one last.
    private var isLettingGo = false

    @usableFromInline
    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        input = wiring.input()
        output = wiring.output()
    }

    @usableFromInline
    package mutating func step(_ turn: Turn) -> Step {
        if isLettingGo { return .wait(.end) }
        if wiring.cell.region?.isUnwanted() == true {
            isLettingGo = true
            input.cancel(.finished, turn.worker)
            return .wait(.end)
        }
        let available = input.available()
        if available == 0 {
            if let ending = input.ending { return wiring.pass(ending, turn) }
            if hasAsked, wiring.cell.region?.hasRunDry == true { return wiring.finish(turn) }
            hasAsked = true
            return .wait([.input, .dryLoop])
        }
        hasAsked = false
        return input.relay(available, to: output, turn)
    }
}
