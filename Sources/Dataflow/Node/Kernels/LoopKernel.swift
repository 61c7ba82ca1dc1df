/// The entry of a loop: passes on the elements that come back. It completes once the loop has run dry, and ends the
/// loop once nobody outside of the loop wants its output.
@usableFromInline
struct LoopKernel<Element: Sendable>: LinearShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Element>
    @usableFromInline package let output: MailboxWriter<Element>
    /// Whether the node has asked for an element, and found none.
    private var hasAsked = false
    /// Whether the entry has cancelled its input: the nodes of the loop end one after the other, and this one last.
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
