/// The node that sends a flow's elements to a hub; its output is the sink's value.
@usableFromInline
struct PublishKernel<Element: Sendable>: LinearShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let input: MailboxReader<Element>
    @usableFromInline package let output: MailboxWriter<Void>
    @usableFromInline let hub: HubHandoff<Element>
    /// Whether the hub ends as the flow does.
    @usableFromInline let isLast: Bool

    @inlinable
    init(_ hub: HubHandoff<Element>, isLast: Bool, _ wiring: NodeWiring) {
        self.hub = hub
        self.isLast = isLast
        self.wiring = wiring
        input = wiring.input()
        output = wiring.output()
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        let available = min(input.available(), turn.budget)
        if available == 0 {
            guard let ending = input.ending else { return .wait(.input) }
            return end(ending, turn)
        }
        let reader = input.reading()
        guard let sent = hub.publish(available, wiring.cell, turn.worker, { reader.take($0) }) else {
            return wiring.fail(HubClosed(), turn)
        }
        if sent == 0 { return .wait(.external) }
        input.release(sent, turn.worker)
        return .again(sent)
    }

    @usableFromInline
    func end(_ ending: Ending, _ turn: Turn) -> Step {
        if isLast { hub.close(as: ending) }
        if case .finished = ending {
            guard output.room() > 0 else { return .wait(.room) }
            output.writing().put((), 0)
            output.publish(1, turn.worker)
        }
        return wiring.pass(ending, turn)
    }

    /// Readers hear that the flow which they read was cut off.
    @usableFromInline
    package mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        if isLast { hub.close(.failed(CancellationError())) }
        return wiring.stop(cause, turn)
    }

    @usableFromInline
    package mutating func close() { hub.giveUp(wiring.cell) }
}
