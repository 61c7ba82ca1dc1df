/// The node that an inlet feeds.
struct InletKernel<Element: Sendable>: SourceShape {
    let wiring: NodeWiring
    let handoff: InletHandoff<Element>
    let output: MailboxWriter<Element>
    private var isAttached = false

    init(_ handoff: InletHandoff<Element>, _ wiring: NodeWiring) {
        self.handoff = handoff
        self.wiring = wiring
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        if !isAttached {
            isAttached = true
            handoff.attach(wiring.cell)
        }
        let room = min(output.room(), turn.budget)
        if room <= 0 { return .wait(.room) }
        let writer = output.writing()
        var written = 0
        let (count, closing) = handoff.take(room) {
            writer.put($0, written)
            written += 1
        }
        if count > 0 { output.publish(count, turn.worker) }
        guard let closing else { return count > 0 ? .again(count) : .wait(.external) }
        if case .failed(let error) = closing { return end(closing, wiring.fail(error, turn)) }
        return end(closing, wiring.finish(turn))
    }

    /// Ends before all elements, and a failure behind them, were sent on.
    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        if let failure = handoff.failure { wiring.note(failure) }
        return end(.refused(wiring.cause(cause, turn)), wiring.stop(cause, turn))
    }

    /// Closes the inlet; the elements that it holds are delivered.
    mutating func drain(_ turn: Turn) -> Step? {
        handoff.close(.refused(.finished))
        return nil
    }

    private func end(_ closing: InletQueue<Element, InletHandoff<Element>.Sender>.Closing, _ step: Step) -> Step {
        wiring.ledger.countDiscarded(handoff.detach(closing))
        return step
    }
}
