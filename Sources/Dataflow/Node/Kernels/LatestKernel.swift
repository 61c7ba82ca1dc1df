/// The loop of an operator that keeps the latest element of each input and emits all of them whenever one changes.
@usableFromInline
struct LatestKernel<each Input: Sendable>: TurnsShape {
    @usableFromInline package let wiring: NodeWiring
    @usableFromInline let slots: (repeat LatestSlot<each Input>)
    @usableFromInline package let output: MailboxWriter<(repeat each Input)>
    @usableFromInline let quota: InputQuota
    @usableFromInline package var turns: InputTurns
    @usableFromInline var isClosed: [Bool]
    @usableFromInline var openCount: Int
    @usableFromInline var missing: Int
    @usableFromInline var isStarted = false

    @inlinable
    init(_ wiring: NodeWiring) {
        self.wiring = wiring
        var port = -1
        slots = (repeat slot(&port, of: (each Input).self))
        output = wiring.output()
        quota = InputQuota(capacity: output.capacity)
        turns = InputTurns(inputs: wiring.inputs.count)
        openCount = wiring.inputs.count
        missing = wiring.inputs.count
        isClosed = Array(repeating: false, count: wiring.inputs.count)
        func slot<Element>(_ port: inout Int, of type: Element.Type) -> LatestSlot<Element> {
            port += 1
            return LatestSlot(port, wiring.input(port, of: type))
        }
    }

    @inlinable
    package mutating func step(_ turn: Turn) -> Step {
        if !isStarted {
            isStarted = true
            turns.restart(isClosed.indices)
        }
        turns.takeNews(wiring.readyInputs)
        var handled = 0
        while handled < turn.budget {
            let room = output.room()
            if room <= 0 { return .wait(.room, count: handled) }
            guard let input = turns.next() else { return handled == 0 ? .wait(.input) : .again(handled) }
            let available = available(input)
            if available == 0 {
                if let step = lookAtEnd(of: input, turn) { return step }
                continue
            }
            let limit = turns.limit(available, quota, room: room, budget: turn.budget &- handled)
            take(limit, from: input, turn)
            handled &+= limit
            turns.append(input)
        }
        return .again(handled)
    }

    /// Takes the next `count` elements of one input and emits a tuple for each, unless another input has had no element
    /// yet.
    @inlinable
    mutating func take(_ count: Int, from input: Int, _ turn: Turn) {
        if missing > 0, !hasValue(input) { missing &-= 1 }
        if missing == 0 {
            let writer = output.writing()
            let spans = (repeat (each slots).span(moving: input))
            for offset in 0..<count { writer.put((repeat (each spans).peek(offset)), offset) }
            output.publish(count, turn.worker)
        }
        // The loop walks to the right slot: a table of slots would lose their types, which costs far more.
        for slot in repeat each slots {
            if slot.port == input { slot.advance(count, turn.worker) }
        }
        turns.gave(input, wiring.inputs[input])
    }

    /// Handles an empty input: waits for it, notes its end, or ends with its failure.
    @inlinable
    mutating func lookAtEnd(of input: Int, _ turn: Turn) -> Step? {
        switch wiring.inputs[input].ending {
        case nil:
            turns.foundEmpty(input)
            return nil
        case .failed(let failure)?: return wiring.failTogether(failure, turn)
        case .cancelled?: return wiring.stop(.cancelled, turn)
        case .finished?:
            if isClosed[input] { return nil }
            isClosed[input] = true
            openCount -= 1
            // If an input ends without an element, there can be no tuple at all.
            return openCount == 0 || !hasValue(input) ? wiring.finish(turn) : nil
        }
    }

    @inlinable
    func available(_ input: Int) -> Int {
        for slot in repeat each slots {
            if slot.port == input { return slot.input.available() }
        }
        return 0
    }

    @inlinable
    func hasValue(_ input: Int) -> Bool {
        for slot in repeat each slots {
            if slot.port == input { return slot.isFilled }
        }
        return false
    }
}
