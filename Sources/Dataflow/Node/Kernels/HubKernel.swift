/// A reader of a hub.
struct HubKernel<Element: Sendable>: SourceShape {
    let wiring: NodeWiring
    let output: MailboxWriter<Element>
    private let hub: HubHandoff<Element>
    /// Nil before the node's turn has come, and after its last step.
    private var seat: HubSeat?
    private let whenLeft: @Sendable () -> Void
    /// Where the reader ends, because the run drains: what was sent until then is delivered.
    private var last: Int?

    /// A node that starts with its run reads from then on: what is sent before its first step is not lost.
    ///
    /// - Parameter whenLeft: called once, in the last step.
    init(_ hub: HubHandoff<Element>, _ wiring: NodeWiring, whenLeft: @escaping @Sendable () -> Void = {}) {
        self.hub = hub
        self.whenLeft = whenLeft
        self.wiring = wiring
        output = wiring.output()
        seat = wiring.run.startsLate ? nil : hub.join()
    }

    mutating func step(_ turn: Turn) -> Step {
        var seat = seat ?? hub.join()
        defer { self.seat = seat }
        var room = min(output.room(), turn.budget)
        if room <= 0 { return .wait(.room) }
        if hub.policy.isLossy {
            // An element that was handed over early could not be overtaken by a newer one.
            if !output.isConsumerWaiting, hub.end > seat.position { return .wait(.demand) }
            room = 1
        }
        if let last { room = min(room, last &- seat.position) }
        if room <= 0 { return wiring.finish(turn) }
        return take(room, &seat, turn)
    }

    private func take(_ room: Int, _ seat: inout HubSeat, _ turn: Turn) -> Step {
        let writer = output.writing()
        var written = 0
        let (missed, closing) = hub.take(&seat, room, wiring.cell, turn.worker) {
            writer.put($0, written)
            written += 1
        }
        if written > 0 { output.publish(written, turn.worker) }
        if missed > 0 {
            wiring.ledger.countDropped(missed)
            let failure = HubReaderTooSlow(missed: missed, bound: hub.policy.bound)
            if !hub.policy.isLossy { return wiring.fail(failure, turn) }
        }
        if written > 0 { return .again(written) }
        switch closing {
        case nil: return .wait(.external)
        case .finished: return wiring.finish(turn)
        case .failed(let error): return wiring.fail(error, turn)
        }
    }

    mutating func drain(_ turn: Turn) -> Step? {
        if last == nil { last = hub.end }
        return nil
    }

    mutating func close() {
        if let seat { hub.leave(seat, wiring.cell) }
        seat = nil
        whenLeft()
    }
}
