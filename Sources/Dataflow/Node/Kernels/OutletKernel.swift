/// The node that gives elements to an external reader.
@usableFromInline
struct OutletKernel<Element: Sendable>: LinearShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline let handoff: OutletHandoff<Element>
    @usableFromInline package let input: ConsumerEnd
    @usableFromInline package let output: MailboxWriter<Void>
    @usableFromInline var isAttached = false

    @inlinable
    init(_ handoff: OutletHandoff<Element>, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.handoff = handoff
        input = wiring.inputs[0]
        output = wiring.output()
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        if !isAttached {
            isAttached = true
            handoff.attach(wiring.input(), wiring.cell)
        }
        switch handoff.advance() {
        case .waits(let wait): return .wait(wait)
        case .ends(let ending): return end(ending, turn)
        }
    }

    @usableFromInline
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        handoff.end()
        return wiring.stop(cause, turn)
    }

    @usableFromInline
    func end(_ ending: Ending, _ turn: Turn) -> Step {
        handoff.end()
        if case .finished = ending {
            output.writing().put((), 0)
            output.publish(1, turn.worker)
        }
        return wiring.pass(ending, turn)
    }
}
