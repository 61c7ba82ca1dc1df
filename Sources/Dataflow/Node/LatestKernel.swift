/// The loop of an operator that keeps the latest element of each input and emits all of them whenever one changes.
@usableFromInline
struct LatestKernel<each Input: Sendable>: Kernel {
    @usableFromInline let wiring: NodeWiring
    @usableFromInline let slots: (repeat LatestSlot<each Input>)
    @usableFromInline let output: Mailbox<(repeat each Input)>
    @usableFromInline var order = Fifo<Int>()
    @usableFromInline var isClosed: [Bool]
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
        isClosed = Array(repeating: false, count: wiring.inputs.count)
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
            for input in isClosed.indices { order.append(input) }
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
        // Walked to the right one: a table of the slots would have to forget their types, which costs far more.
        var port = 0
        for slot in repeat each slots {
            if port == input, slot.take(turn.worker) { missing &-= 1 }
            port &+= 1
        }
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
            if isClosed[input] { return nil }
            isClosed[input] = true
            openCount -= 1
            // An input that ends without an element can never be part of anything.
            return openCount == 0 || !hasValue(input) ? wiring.finish(turn) : nil
        }
    }

    @inlinable
    func hasValue(_ input: Int) -> Bool {
        var port = 0
        for slot in repeat each slots {
            if port == input { return slot.value != nil }
            port += 1
        }
        return false
    }

    @inlinable
    func rest(_ turn: Turn) -> Step {
        for mailbox in wiring.inputs { mailbox.releaseAll(turn.worker) }
        return Step(.idle)
    }
}

/// One input of a ``LatestKernel``, and its latest element.
@usableFromInline
final class LatestSlot<Element: Sendable> {
    @usableFromInline let mailbox: Mailbox<Element>
    @usableFromInline var value: Element?

    @inlinable
    init(_ mailbox: Mailbox<Element>) {
        self.mailbox = mailbox
    }

    /// The latest element; only once there is one.
    @inlinable
    var latest: Element { value! }

    /// Takes the next element, which is there; true when it is the first.
    @inlinable
    func take(_ worker: Worker?) -> Bool {
        let isFirst = value == nil
        value = mailbox.reading().take(0)
        mailbox.release(1, worker)
        return isFirst
    }
}
