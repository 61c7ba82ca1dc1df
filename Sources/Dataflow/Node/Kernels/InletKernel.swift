/// The node that an inlet feeds.
@usableFromInline
struct InletKernel<Element: Sendable>: SourceShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline let handoff: InletHandoff<Element>
    @usableFromInline package let output: MailboxWriter<Element>
    @usableFromInline var isAttached = false

    @inlinable
    init(_ handoff: InletHandoff<Element>, _ wiring: NodeWiring) {
        self.handoff = handoff
        self.wiring = wiring
        output = wiring.output()
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
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
    @usableFromInline
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        if let failure = handoff.failure { wiring.note(failure) }
        return end(.refused(wiring.cause(cause, turn)), wiring.stop(cause, turn))
    }

    /// Closes the inlet; the elements that it holds are delivered.
    @usableFromInline
    package mutating func drain(_ turn: Turn) -> Step? {
        handoff.close(.refused(.finished))
        return nil
    }

    @usableFromInline
    func end(_ closing: InletQueue<Element, InletHandoff<Element>.Sender>.Closing, _ step: Step) -> Step {
        wiring.ledger.countDiscarded(handoff.detach(closing))
        return step
    }
}
