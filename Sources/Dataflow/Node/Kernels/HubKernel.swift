/// A reader of a hub.
@usableFromInline
struct HubKernel<Element: Sendable>: SourceShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline package let output: MailboxWriter<Element>
    @usableFromInline let hub: HubHandoff<Element>
    @usableFromInline let isLossy: Bool
    /// Nil before the node's turn has come, and after its last step.
    @usableFromInline var seat: HubSeat?
    @usableFromInline let whenLeft: @Sendable () -> Void
    /// Where the reader ends, because the run drains: what was sent until then is delivered.
    @usableFromInline var last: Int?

    /// A node that starts with its run reads from then on: what is sent before its first step is not lost.
    ///
    /// - Parameter whenLeft: called once, in the last step.
    @inlinable
    init(_ hub: HubHandoff<Element>, _ wiring: NodeWiring, whenLeft: @escaping @Sendable () -> Void = {}) {
        self.hub = hub
        isLossy = hub.policy.isLossy
        self.whenLeft = whenLeft
        self.wiring = wiring
        output = wiring.output()
        seat = wiring.startsLate ? nil : hub.join()
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        var seat = seat ?? hub.join()
        defer { self.seat = seat }
        var room = min(output.room(), turn.budget)
        if room <= 0 { return .wait(.room) }
        if isLossy {
            // An element that was handed over early could not be overtaken by a newer one.
            if !output.isConsumerWaiting, hub.end > seat.position { return .wait(.demand) }
            room = 1
        }
        if let last { room = min(room, last &- seat.position) }
        if room <= 0 { return wiring.finish(turn) }
        return take(room, &seat, turn)
    }

    @inlinable
    func take(_ room: Int, _ seat: inout HubSeat, _ turn: Turn) -> Step {
        let writer = output.writing()
        var written = 0
        let (missed, closing) = hub.take(&seat, room, wiring.cell, turn.worker) {
            writer.put($0, written)
            written += 1
        }
        if written > 0 { output.publish(written, turn.worker) }
        if missed > 0, let step = miss(missed, turn) { return step }
        if written > 0 { return .again(written) }
        switch closing {
        case nil: return .wait(.external)
        case .finished: return wiring.finish(turn)
        case .failed(let error): return wiring.fail(error, turn)
        }
    }

    /// Counts what the reader has missed; fails if the hub lets such a reader go.
    @usableFromInline
    func miss(_ count: Int, _ turn: Turn) -> Step? {
        wiring.ledger.countDropped(count)
        return isLossy ? nil : wiring.fail(HubReaderTooSlow(missed: count, bound: hub.policy.bound), turn)
    }

    @usableFromInline
    package mutating func drain(_ turn: Turn) -> Step? {
        if last == nil { last = hub.end }
        return nil
    }

    @usableFromInline
    package mutating func close() {
        if let seat { hub.leave(seat, wiring.cell) }
        seat = nil
        whenLeft()
    }
}
