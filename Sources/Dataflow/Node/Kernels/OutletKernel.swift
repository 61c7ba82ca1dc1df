/// The node that gives elements to an external reader.
struct OutletKernel<Element: Sendable>: LinearShape {
    let wiring: NodeWiring
    private let handoff: OutletHandoff<Element>
    let input: ConsumerEnd
    let output: MailboxWriter<Void>
    private var isAttached = false

    init(_ handoff: OutletHandoff<Element>, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.handoff = handoff
        input = wiring.inputs[0]
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        if !isAttached {
            isAttached = true
            handoff.attach(wiring.input(), wiring.cell)
        }
        switch handoff.advance() {
        case .waits(let wait): return .wait(wait)
        case .ends(let ending): return end(ending, turn)
        }
    }

    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        handoff.end()
        return wiring.stop(cause, turn)
    }

    private func end(_ ending: Ending, _ turn: Turn) -> Step {
        handoff.end()
        if case .finished = ending {
            output.writing().put((), 0)
            output.publish(1, turn.worker)
        }
        return wiring.pass(ending, turn)
    }
}
