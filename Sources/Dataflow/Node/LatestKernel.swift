/// The loop of an operator that keeps the latest element of each input and emits all of them whenever one changes.
@usableFromInline
struct LatestKernel<each Input: Sendable>: Kernel {
    @usableFromInline let wiring: NodeWiring
    @usableFromInline let slots: (repeat LatestSlot<each Input>)
    @usableFromInline let output: Mailbox<(repeat each Input)>
    @usableFromInline var order = Fifo<Int>()
    @usableFromInline var takers: [any LatestTaker] = []
    @usableFromInline var openCount: Int
    @usableFromInline var missing: Int
    @usableFromInline var isStarted = false

    @inlinable
    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        var port = -1
        slots = (repeat LatestSlot(wiring.input(next(&port), of: (each Input).self)))
        output = wiring.output()
        openCount = wiring.inputs.count
        missing = wiring.inputs.count
        for slot in repeat each slots { takers.append(slot) }
        func next(_ port: inout Int) -> Int {
            port += 1
            return port
        }
    }

    @inlinable
    mutating func step(_ turn: Turn) -> Step {
        if turn.phase == .cancelled { return wiring.stop(.cancelled, turn) }
        if output.isCancelled { return wiring.stop(output.cancellationCause, turn) }
        if !isStarted {
            isStarted = true
            for input in takers.indices { order.append(input) }
        }
        if let ready = wiring.readyInputs {
            ready.take(into: &order)
        } else if order.isEmpty {
            order.append(0)
        }
        var handled = 0
        while handled < turn.grain {
            if output.room() <= 0 { return output.restForRoom() ? rest(turn) : Step(.again, count: handled) }
            guard let input = order.popFirst() else { return handled == 0 ? rest(turn) : Step(.again, count: handled) }
            if wiring.inputs[input].available() == 0 {
                if let step = lookAtEnd(of: input, turn) { return step }
                continue
            }
            take(from: input, turn)
            handled &+= 1
            order.append(input)
        }
        return Step(.again, count: handled)
    }

    @inlinable
    mutating func take(from input: Int, _ turn: Turn) {
        if takers[input].take() { missing &-= 1 }
        wiring.inputs[input].release(1, turn.worker)
        guard missing == 0 else { return }
        output.writing().put((repeat (each slots).latest), 0)
        output.publish(1, turn.worker)
    }

    /// An empty input: wait for it, note its end, or end with its failure.
    @usableFromInline
    mutating func lookAtEnd(of input: Int, _ turn: Turn) -> Step? {
        let mailbox = wiring.inputs[input]
        switch mailbox.ending {
        case nil:
            if !mailbox.restForElements(turn.worker) { order.append(input) }
            return nil
        case .failed(let failure)?: return wiring.fail(failure, turn)
        case .cancelled?: return wiring.stop(.cancelled, turn)
        case .finished?:
            guard takers[input].close() else { return nil }
            openCount -= 1
            // An input that ends without an element can never be part of anything.
            return openCount == 0 || !takers[input].hasValue ? wiring.finish(turn) : nil
        }
    }

    @inlinable
    func rest(_ turn: Turn) -> Step {
        for mailbox in wiring.inputs { mailbox.releaseAll(turn.worker) }
        return Step(.idle)
    }
}

/// One input of a ``LatestKernel`` without its type.
@usableFromInline
protocol LatestTaker: AnyObject {
    /// Takes the next element; true when it is the first.
    func take() -> Bool
    /// Notes that the input has completed; false when that was known.
    func close() -> Bool
    var hasValue: Bool { get }
}

@usableFromInline
final class LatestSlot<Element: Sendable>: LatestTaker {
    @usableFromInline let mailbox: Mailbox<Element>
    @usableFromInline var value: Element?
    @usableFromInline var isClosed = false

    @inlinable
    init(_ mailbox: Mailbox<Element>) {
        self.mailbox = mailbox
    }

    @inlinable
    var hasValue: Bool { value != nil }

    /// The latest element; only once there is one.
    @inlinable
    var latest: Element { value! }

    @inlinable
    func take() -> Bool {
        defer { value = mailbox.reading().take(0) }
        return value == nil
    }

    @inlinable
    func close() -> Bool {
        defer { isClosed = true }
        return !isClosed
    }
}
